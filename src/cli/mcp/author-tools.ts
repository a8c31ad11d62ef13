import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { createAuthorTest } from '../../concepts/search/find-papers.ts';
import { checkAuthor } from '../commands/find.ts';
import { addTool } from './add-tool.ts';
import { describePaper } from './describe.ts';
import type { QueryableNetworks } from './query-networks.ts';
import { countInput, paperRef } from './schemas.ts';

/** Adds the tool that lists the papers of an author: similarity compares what papers say, and few authors are among the terms. */
export function addAuthorTool(server: McpServer, networks: QueryableNetworks): void {
  addTool(server, networks, 'papers_by_author', {
    description:
      'List the papers of an author, the latest first. Search for names here: search_papers compares texts only.',
    input: z.object({
      author: z.string().trim().min(1).max(200).describe('name, or a part of it, such as "Jane Smith" or "Smith"'),
      count: countInput(10),
    }),
    output: z.object({
      number: z.number().int().describe('number of papers of the author, or of all authors with such a name'),
      names: z.array(z.string()).describe('the names of the authors as papers have them, at most ten'),
      papers: z.array(paperRef),
    }),
    async run({ author, count }, map) {
      const [{ years }, { authors }] = [await map.nodes(), await map.metadata()];
      checkAuthor(authors, author);
      const isWanted = createAuthorTest(author);
      const found = [...authors.keys()].filter((paper) => authors[paper]!.some(isWanted));
      found.sort((a, b) => years[b]! - years[a]! || a - b);
      const names = new Set(found.flatMap((paper) => authors[paper]!.filter(isWanted)));
      return {
        number: found.length,
        names: [...names].sort().slice(0, MAX_NAMES),
        papers: await Promise.all(found.slice(0, count).map((paper) => describePaper(map, paper))),
      };
    },
  });
}

/** Names of authors that an answer has. */
const MAX_NAMES = 10;
