import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { PLACE } from '../../src/export/page.ts';

/** The parts of a build that the page is put together from. */
interface Parts {
  html: string;
  script: string;
  style: string;
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What may run in the page: its own script and style, told by their hashes, and workers made of its own text. */
const policyOf = (script: string, style: string) =>
  `default-src 'none'; script-src ${hash(script)} 'wasm-unsafe-eval'; style-src ${hash(style)}; ` +
  "img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'";

/** Script text that can stand in a page: nothing in it ends the element or begins a comment. */
const safe = (script: string) => script.replaceAll('</script', '<\\/script').replaceAll('<!--', '\\x3c!--');

/** One page of all parts, with a place for a map. The replacements are functions because "$&" may stand in a script. */
function pageOf({ html, script, style }: Parts): string {
  const code = safe(script);
  return html
    .replace(/<script[^>]*><\/script>\s*/, '')
    .replace(/<link[^>]*(rel="stylesheet"|rel="icon"|rel="modulepreload")[^>]*>\s*/g, '')
    .replace(
      /(http-equiv="Content-Security-Policy"\s+content=")[^"]*/,
      (_, before: string) => before + policyOf(code, style),
    )
    .replace('</head>', () => `<style>${style}</style>\n  </head>`)
    .replace('</body>', () => `  ${PLACE}\n    <script type="module">${code}</script>\n  </body>`);
}

/** Turns the build into single.html: the explorer in one file, the template of the page that takes its map along. */
export function singleFile(): Plugin {
  return {
    name: 'single-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const parts: Parts = { html: '', script: '', style: '' };
      for (const [name, output] of Object.entries(bundle)) {
        if (output.type === 'chunk') parts.script += output.code;
        else if (name.endsWith('.css')) parts.style += String(output.source);
        else if (name.endsWith('.html')) parts.html = String(output.source);
        delete bundle[name];
      }
      this.emitFile({ type: 'asset', fileName: 'single.html', source: pageOf(parts) });
    },
  };
}
