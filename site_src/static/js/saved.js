// The shortlist: ids, kept in this browser so that they are still there on the next page, and shown in an address
// that can be shared. Nothing is sent anywhere.

const KEY = "bewaard";
const ID = /^[a-z0-9-]{1,80}$/;
const MOST = 30;

/** Only what looks like ids, each once. */
export const cleaned = (ids) => [...new Set(ids)].filter((id) => ID.test(id)).slice(0, MOST);

export function saved() {
  try {
    return cleaned((localStorage.getItem(KEY) ?? "").split(" "));
  } catch {
    return []; // a browser that keeps nothing: the address still works
  }
}

export function keep(ids) {
  try {
    localStorage.setItem(KEY, cleaned(ids).join(" "));
  } catch {
    // see above
  }
}

export const addressOf = (base, ids) => (ids.length ? `${base}?${new URLSearchParams(ids.map((id) => ["id", id]))}` : base);
