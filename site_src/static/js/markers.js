// Markers that would cover each other on the screen share one.

const GAP = 3; // pixels between two markers
const FEW = 2; // this many numbers fit on one marker
const LETTER = 9; // pixels: about the width of a letter on a marker
export const HEIGHT = 30; // pixels

/** Campuses first, then the places by number. */
export const sorted = (features) => [...features].sort((a, b) => (a.properties.nummer ?? 0) - (b.properties.nummer ?? 0));

export const signOf = ({ properties }) => properties.campus ?? String(properties.nummer);

/** The text on a marker: all its numbers when they are few, else the first and how many more. */
export const textOf = (group) => (group.length <= FEW ? group.map(signOf).join(", ") : `${signOf(group[0])} +${group.length - 1}`);

export const widthOf = (group) => Math.max(HEIGHT, 16 + LETTER * textOf(group).length);

function touch(one, other, wide) {
  const [a, b] = [one.at, other.at];
  return Math.abs(a.x - b.x) < (wide(one.members) + wide(other.members)) / 2 + GAP && Math.abs(a.y - b.y) < HEIGHT + GAP;
}

/** Groups of things whose markers would touch; the first of each group is where its marker stands. */
export function together(things, pointOf, wide = widthOf) {
  let groups = [];
  let before;
  for (const thing of things) groups.push({ at: pointOf(thing), members: [thing] });
  do {
    before = groups.length;
    groups = groups.reduce((kept, group) => {
      const near = kept.find((other) => touch(other, group, wide));
      if (near) near.members.push(...group.members);
      else kept.push(group);
      return kept;
    }, []);
  } while (groups.length < before);
  return groups.map(({ members }) => members);
}
