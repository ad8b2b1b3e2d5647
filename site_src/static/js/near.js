// Where a postcode or a place is, and how far things are from there. All in the browser: nothing is sent anywhere.

const EARTH_KM = 6383.3; // the sphere that fits at 52° north, as in site_src/check/geography.py
const MARGINS = { adres: 0.3, straat: 0.5, wijk: 1, plaats: 2 }; // kilometres, as in site_src/derive/reach.py
const POSTCODE_KM = 0.8;
const ROUGH_KM = 2;
const tables = new Map();

const simple = (text) => text.normalize("NFD").replace(/[\p{M}'’`-]/gu, "").toLowerCase().replace(/\s+/g, " ").trim();

async function tableOf(address) {
  if (!tables.has(address)) tables.set(address, fetch(address).then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.json(); }));
  return tables.get(address);
}

const pointOf = (table, lat, lon) => ({ lat: table.oorsprong[0] + lat / table.stappen, lon: table.oorsprong[1] + lon / table.stappen });

const municipalityOf = (table, town) => table.gemeenten?.[town] ?? town;

function postcodeOf(table, digits) {
  const found = table.postcodes[digits];
  if (!found) return { problem: "buiten", label: digits };
  const rough = table.globaal.includes(digits);
  const town = table.namen[found[2]];
  return { ...pointOf(table, found[0], found[1]), label: `${digits} ${town}`, margin: rough ? ROUGH_KM : POSTCODE_KM, municipality: municipalityOf(table, town) };
}

function townOf(table, question) {
  const wanted = simple(question);
  const named = table.plaatsen.map(([name, lat, lon, also = []]) => ({ name, lat, lon, names: [name, ...also].map(simple) }));
  const found = named.find((town) => town.names.includes(wanted)) ?? named.find((town) => wanted.length > 3 && town.names.some((name) => name.startsWith(wanted)));
  return found ? { ...pointOf(table, found.lat, found.lon), label: found.name, margin: ROUGH_KM, municipality: municipalityOf(table, found.name) } : { problem: "onbekend", label: question };
}

/** A point with the municipality of the nearest postcode; without it when the table can't be read. */
async function around(point, address) {
  try {
    const table = await tableOf(address);
    const far = ([lat, lon]) => kilometres(point, pointOf(table, lat, lon));
    const nearestCode = Object.values(table.postcodes).reduce((best, code) => (!best || far(code) < far(best) ? code : best), null);
    return nearestCode ? { ...point, municipality: municipalityOf(table, table.namen[nearestCode[2]]) } : point;
  } catch {
    return point;
  }
}

/** A question ("2712", "2595 AN", "Hoogvliet") -> { lat, lon, label, margin, municipality } or { problem, label }. */
export async function findPlace(question, address) {
  const text = question.trim().slice(0, 60);
  if (!text) return { problem: "leeg", label: "" };
  const point = /^(5[0-9]\.[0-9]{1,6}),([3-7]\.[0-9]{1,6})$/.exec(text);
  if (point) return around({ lat: Number(point[1]), lon: Number(point[2]), label: "", margin: 0.2 }, address);
  const postcode = /^([0-9]{4})\s*([a-z]{2})?$/i.exec(text);
  if (!postcode && /^[0-9]/.test(text)) return { problem: "postcode", label: text };
  if (postcode && !/^[1-9]/.test(postcode[1])) return { problem: "postcode", label: text };
  try {
    const table = await tableOf(address);
    return postcode ? postcodeOf(table, postcode[1]) : townOf(table, text);
  } catch {
    return { problem: "stuk", label: text };
  }
}

/** The place of this device, when its owner allows it. */
export function here(label) {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve({ problem: "geen_locatie", label: "" });
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude, label, margin: Math.max(0.1, coords.accuracy / 1000) }),
      ({ code }) => resolve({ problem: code === 1 ? "geweigerd" : "geen_locatie", label: "" }),
      { timeout: 10_000, maximumAge: 600_000 },
    );
  });
}

const radians = (degrees) => (degrees * Math.PI) / 180;

/** Great-circle kilometres (haversine). */
export function kilometres(one, other) {
  const half = Math.sin(radians(other.lat - one.lat) / 2) ** 2
    + Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(radians(other.lon - one.lon) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half));
}

/** The nearest of the places in data-places ("51.92,4.48,adres;…"), with how far off it may be; null without a place. */
export function nearest(from, places) {
  const found = (places ?? "").split(";").filter(Boolean).map((place) => {
    const [lat, lon, precision] = place.split(",");
    return { km: kilometres(from, { lat: Number(lat), lon: Number(lon) }), margin: from.margin + MARGINS[precision] };
  });
  return found.sort((a, b) => a.km - b.km)[0] ?? null;
}

/** What the address holds behind the #: a postcode or a place, never sent to the host. */
export const fromHash = (hash) => new URLSearchParams(hash.slice(1)).get("pc") ?? "";
export const toHash = (question) => (question ? `#${new URLSearchParams({ pc: question })}` : "");
