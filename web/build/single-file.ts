import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { MAP_PLACEHOLDER } from '../../src/export/page.ts';

/** The output files of a build. */
interface BuildOutput {
  html: string;
  script: string;
  style: string;
}

const getHash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Returns a content security policy that allows only the given script and style, and workers created from blobs. */
const createPolicy = (script: string, style: string) =>
  `default-src 'none'; script-src ${getHash(script)} 'wasm-unsafe-eval'; style-src ${getHash(style)}; ` +
  "img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'; " +
  "require-trusted-types-for 'script'; trusted-types default";

/** Escapes character sequences that would end a script element or start a comment in it. */
const escapeScript = (script: string) => script.replaceAll('</script', '<\\/script').replaceAll('<!--', '\\x3c!--');

/** Inlines script and style into the page and adds a placeholder for a map. */
function createPage({ html, script, style }: BuildOutput): string {
  const escapedScript = escapeScript(script);
  // Replacements are functions, because a script may contain replacement patterns such as "$&".
  return html
    .replace(/<script[^>]*><\/script>\s*/, '')
    .replace(/<link[^>]*(rel="stylesheet"|rel="icon"|rel="modulepreload")[^>]*>\s*/g, '')
    .replace(
      /(http-equiv="Content-Security-Policy"\s+content=")[^"]*/,
      (_, prefix: string) => prefix + createPolicy(escapedScript, style),
    )
    .replace('</head>', () => `<style>${style}</style>\n  </head>`)
    .replace('</body>', () => `  ${MAP_PLACEHOLDER}\n    <script type="module">${escapedScript}</script>\n  </body>`);
}

/** A Vite plugin that turns the build into single.html: the whole application in one file, to which a map can be added. */
export function singleFile(): Plugin {
  return {
    name: 'single-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const output: BuildOutput = { html: '', script: '', style: '' };
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === 'chunk') {
          // Scripts that are joined would declare the same names.
          if (output.script) this.error(`${name}: the page must be one script`);
          // Vite's marker for the files that a dynamic import needs; there are none, and Vite replaces it too late.
          output.script = file.code.replaceAll('__VITE_PRELOAD__', 'void 0');
        } else if (name.endsWith('.css')) output.style += String(file.source);
        else if (name.endsWith('.html')) output.html = String(file.source);
        delete bundle[name];
      }
      this.emitFile({ type: 'asset', fileName: 'single.html', source: createPage(output) });
    },
  };
}
