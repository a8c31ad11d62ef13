/** The part of the Trusted Types API that is used. */
interface WithTrustedTypes {
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown };
}

/** Returns the address of a worker if it is a script of this page. */
function allowOwnScript(url: string): string {
  const { protocol, origin } = new URL(url, location.href);
  if (protocol === 'blob:' || (protocol !== 'data:' && origin === location.origin)) return url;
  throw new TypeError(`the script ${url.slice(0, 100)} is not part of this page`);
}

/**
 * Allows the scripts of workers that the page itself contains, and nothing else. The content security policy requires a policy with
 * this name before the browser accepts a text as a script, and no code of the page can turn texts into markup (Trusted Types).
 *
 * Browsers without Trusted Types ignore it. The page and its worker call it first.
 */
export function allowOwnWorkers(): void {
  // The DOM types of TypeScript do not have this API.
  const { trustedTypes } = globalThis as WithTrustedTypes;
  trustedTypes?.createPolicy('default', { createScriptURL: allowOwnScript });
}
