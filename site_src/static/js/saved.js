// What was kept: ids, in this browser so that they are still there on the next page, and in an address that can be
// shared. Nothing is sent anywhere. A browser that keeps nothing has them until the next page, and the address.

const KEY = "bewaard";
const ID = /^[a-z0-9-]{1,80}$/;
export const MOST = 30;
let onThisPage = [];

/** Only what looks like ids, each once. */
export const cleaned = (ids) => [...new Set(ids)].filter((id) => ID.test(id)).slice(0, MOST);

/** Whether this browser keeps nothing. */
export function blocked() {
  try {
    localStorage.setItem(`${KEY}-proef`, "1");
    localStorage.removeItem(`${KEY}-proef`);
    return false;
  } catch {
    return true;
  }
}

export function saved() {
  try {
    return cleaned((localStorage.getItem(KEY) ?? "").split(" "));
  } catch {
    return onThisPage;
  }
}

/** Keeps these and no others, and tells the rest of the page (event "saved"). */
export function keep(ids) {
  onThisPage = cleaned(ids);
  try {
    localStorage.setItem(KEY, onThisPage.join(" "));
  } catch {
    // see above
  }
  dispatchEvent(new Event("saved"));
}

export const addressOf = (base, ids) => (ids.length ? `${base}?${new URLSearchParams(ids.map((id) => ["id", id]))}` : base);
