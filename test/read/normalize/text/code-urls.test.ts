import { expect, test } from 'vitest';
import { findCodeUrls } from '../../../../src/read/normalize/text/code-urls.ts';
import { readPapers } from '../../../../src/read/read.ts';

test.each([
  ['Code: https://github.com/owner/repo-name.', ['https://github.com/owner/repo-name']],
  ['Code is at github.com/owner/repo, data elsewhere.', ['https://github.com/owner/repo']],
  ['(see http://www.github.com/owner/Repo.jl)', ['https://github.com/owner/Repo.jl']],
  ['at https:// github.com/owner/repo', ['https://github.com/owner/repo']],
  ['at https://github. com/owner/repo', ['https://github.com/owner/repo']],
  ['at https://github.com/ owner/repo_2.', ['https://github.com/owner/repo_2']],
  ['at https://github.com/owner/ repo-x.', ['https://github.com/owner/repo-x']],
  ['the pages of https://github.com/owner/ and others', ['https://github.com/owner']],
  ['see https://github.com/owner/repo.git', ['https://github.com/owner/repo']],
  ['see https://github.com/owner/repo.The rest', ['https://github.com/owner/repo']],
  ['twice GitHub.com/a/b and https://github.com/a/b', ['https://github.com/a/b']],
  ['https://gist.github.com/owner/0123abc', ['https://gist.github.com/owner/0123abc']],
  ['https://gitlab.com/group/sub/project', ['https://gitlab.com/group/sub/project']],
  ['https://gitlab.inria.fr/team/tool!', ['https://gitlab.inria.fr/team/tool']],
  ['https://bitbucket.org/owner/repo/', ['https://bitbucket.org/owner/repo']],
  ['https://zenodo.org/records/1234567;', ['https://zenodo.org/records/1234567']],
  ['doi:10.5281/zenodo.1234567.', ['https://doi.org/10.5281/zenodo.1234567']],
  ['https://doi.org/10.5281/zenodo.1234567', ['https://doi.org/10.5281/zenodo.1234567']],
  ['https://huggingface.co/owner/model', ['https://huggingface.co/owner/model']],
  ['https://huggingface.co/datasets/owner/set', ['https://huggingface.co/datasets/owner/set']],
  ['https://codeocean.com/capsule/1234567/tree', ['https://codeocean.com/capsule/1234567/tree']],
  ['https://osf.io/ab3de/', ['https://osf.io/ab3de']],
  ['anonymous . 4open . science / r/tool-1', ['https://anonymous.4open.science/r/tool-1']],
  ['https://git.sr.ht/~owner/repo', ['https://git.sr.ht/~owner/repo']],
  ['sourceforge.net/projects/tool', ['https://sourceforge.net/projects/tool']],
  ['hf.co/owner/model', ['https://hf.co/owner/model']],
  ['pages such as https://github.com/features', []],
  ['written to someone@github.com/x', []],
  ['we mine GitHub and/or GitLab', []],
  ['https://notgithub.com/owner/repo', []],
  ['nothing', []],
])('finds the repositories in %j', (text, expected) => {
  expect(findCodeUrls(text)).toEqual(expected);
});

test('the repositories in an abstract are those of the paper, beside those of the source', async () => {
  const papers = [
    { title: 'A tool for reading', abstract: 'It reads. Code: https://github.com/a/b.' },
    { title: 'A tool for writing', abstract: 'See github.com/a/c.', code: 'https://github.com/A/c' },
    { title: 'No tool at all', abstract: 'Nothing here/there.' },
  ];
  const result = await readPapers([{ name: 'a.json', bytes: JSON.stringify(papers) }]);
  const code = Object.fromEntries(result.papers.map((paper) => [paper.title, paper.code]));
  expect(code).toEqual({
    'A tool for reading': ['https://github.com/a/b'],
    'A tool for writing': ['https://github.com/A/c'],
    'No tool at all': undefined,
  });
});

test('long texts of slashes and spaces take linear time', () => {
  const text = 'https : / / github . com / a/ '.repeat(20_000) + '/ '.repeat(100_000) + 'gitlab.'.repeat(50_000);
  expect(findCodeUrls(text).length).toBeLessThan(3);
});
