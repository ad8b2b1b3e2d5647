// What a plan costs: the arithmetic of the planner, the same as in site_src/derive/insight/role_costs.py. Amounts are [from, to] in euro.

export const START = { ouders: 0, keer: 0, ritten: 0, opschalen: 0, bus: "geen", jaren: 1, budget: 0 };
const NUMBERS = ["ouders", "keer", "ritten", "opschalen", "jaren", "budget"];

const times = ([low, high], number) => [low * number, high * number];
export const sum = (ranges) => ranges.reduce(([low, high], [from, to]) => [low + from, high + to], [0, 0]);

/** A whole number that the planner accepts; anything else becomes the start value. */
function whole(text, name, most) {
  const number = /^\d{1,9}$/.test(text ?? "") ? Number(text) : START[name];
  return Math.min(Math.max(number, name === "jaren" ? 1 : 0), most[name]);
}

/** An address (`location.search`) or a form's values -> a plan that always works. */
export function readPlan(search, { most, buses }) {
  const asked = new URLSearchParams(search);
  const plan = Object.fromEntries(NUMBERS.map((name) => [name, whole(asked.get(name)?.trim(), name, most)]));
  return { ...plan, bus: buses.includes(asked.get("bus")) ? asked.get("bus") : START.bus };
}

/** The address of a plan: only what differs from nothing, always in the same order. */
export function writePlan(plan) {
  const parts = Object.keys(START).filter((name) => plan[name] !== START[name]).map((name) => `${name}=${plan[name]}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/** The parts of a plan: { part, once, yearly }. */
export function lines(plan, prices) {
  const number = { ouders: plan.ouders * plan.keer, ritten: plan.ritten, opschalen: plan.opschalen };
  const found = Object.keys(number).map((part) => ({
    part,
    once: times(prices[part].eenmalig, plan[part]),
    yearly: times(prices[part].per, number[part]),
  }));
  if (plan.bus !== "geen") found.push({ part: plan.bus, once: prices[plan.bus].eenmalig, yearly: prices[plan.bus].per });
  return found;
}

/** What each year costs; the one-off costs are in the first. */
export function years(plan, prices) {
  const parts = lines(plan, prices);
  const once = sum(parts.map((part) => part.once));
  const yearly = sum(parts.map((part) => part.yearly));
  return Array.from({ length: plan.jaren }, (_, year) => (year ? yearly : sum([once, yearly])));
}

export const total = (plan, prices) => sum(years(plan, prices));

/** Whether a plan fits its budget: past, misschien (only at the low end), past-niet; nothing without a budget. */
export function verdict(budget, [low, high]) {
  if (!(budget > 0)) return "";
  return high <= budget ? "past" : low <= budget ? "misschien" : "past-niet";
}
