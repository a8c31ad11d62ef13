import { exportFormats } from '../../../src/export/registry.ts';
import { openMap } from '../../../src/map-file/open.ts';
import { serializeMap } from '../../../src/map-file/save.ts';
import type { PaperMap } from '../../../src/model/map.ts';
import { readPapers } from '../../../src/read/read.ts';
import { updateMap } from '../../../src/update/update-map.ts';
import { joinSections, splitSections } from '../../map-file/forge.ts';
import type { Random } from '../mutate.ts';
import { type FuzzTarget, rejecting } from '../target.ts';

/** Map files with any content and checksums that fit: what is accepted can be used, exported, and updated. */

/** Exports that together use all fields. */
const EXPORTS = ['gexf', 'csv', 'bibtex', 'ris', 'atom', 'turtle', 'zotero-tags', 'svg'];

const ADDED = 'title,abstract\nNew networks,Spiking networks and the visual cortex learn sparse codes with gradients\n';

const VALUES: readonly unknown[] = [
  ...[null, true, 0, 1, -1, 0.5, 2 ** 32, 1e300, '', 'text', '10.1000/1', '__proto__', '\ud800', 'a\nb'],
  ...[[], {}, [0], [null], ['x'], [[0, 1]], { length: 4e9 }, { id: 0 }],
  { dtype: '<u4', planes: 1, base64: 'AAECAw==' },
  { dtype: '<f8', planes: 8, base64: '' },
];

/** Replaces, removes, or repeats one value somewhere in a JSON value. */
function changeJson(value: unknown, random: Random): unknown {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (keys.length === 0 || random() < 0.15) return pick(VALUES);
  const key = pick(keys);
  if (Array.isArray(value)) {
    const copy = [...value];
    const index = Number(key);
    const change = random();
    if (change < 0.1) copy.splice(index, 1);
    else if (change < 0.2) copy.splice(index, 0, copy[index]);
    else copy[index] = changeJson(copy[index], random);
    return copy;
  }
  const { [key]: old, ...others } = value as Record<string, unknown>;
  return random() < 0.1 ? others : { ...others, [key]: changeJson(old, random) };
}

/** Returns a section in which one value is changed. Those with one value per line keep their lines. */
function changeSection(text: string, random: Random): string {
  const [start] = /^"\w+":/.exec(text)!;
  const changed = changeJson(JSON.parse(text.slice(start.length).replace(/,\n$/, '')), random);
  if (!text.startsWith(`${start}[\n`) || !Array.isArray(changed)) return `${start}${JSON.stringify(changed)},\n`;
  return `${start}[\n${changed.map((line) => JSON.stringify(line)).join(',\n')}\n],\n`;
}

/** Splits a text into the first line and sections, which start at a line with their name. */
function parseSections(text: string): Parameters<typeof joinSections> {
  const [firstLine = '', ...parts] = text.split(/^(?="[a-zA-Z]{3,30}":)/m);
  const encoder = new TextEncoder();
  return [
    encoder.encode(firstLine),
    parts.map((part) => [part.slice(1, part.indexOf('":')), encoder.encode(part)] as const),
  ];
}

/** Uses everything that a map contains. */
async function use(map: PaperMap): Promise<void> {
  for (const name of EXPORTS) {
    const format = exportFormats.find((known) => known.name === name);
    if (!format) throw new Error(`there is no export ${name}`);
    for (const { load } of format.files) {
      const write = await load();
      for (const _ of await write(map, {}));
    }
  }
  await updateMap(map, await readPapers([{ name: 'new.csv', bytes: ADDED }]));
}

/** Creates the target. */
export function createForgedTarget(map: PaperMap): FuzzTarget {
  const { firstLine, parts } = splitSections(Buffer.concat([...serializeMap(map)]));
  const join = (sections: readonly string[]) => new TextEncoder().encode([firstLine.toString(), ...sections].join(''));
  const sections = parts.map(([, bytes]) => bytes.toString());
  return {
    samples: [join(sections)],
    create(random) {
      const index = Math.floor(random() * sections.length);
      return join(sections.map((section, i) => (i === index ? changeSection(section, random) : section)));
    },
    run: (input) =>
      rejecting(async () => {
        const file = await openMap(joinSections(...parseSections(new TextDecoder().decode(input))));
        const copy = await file.readAll();
        await file.metadata();
        for (const [i] of copy.papers.entries()) await file.mentions(i);
        await use(copy);
      }),
  };
}
