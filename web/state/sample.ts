/** The sample papers, as files that the page fetches when they are asked for. */
const pages = import.meta.glob<string>('../seeds/*.txt', { query: '?url', import: 'default', eager: true });

/** @throws Error when the page was opened without its server. */
export async function sampleFiles(): Promise<File[]> {
  return Promise.all(
    Object.entries(pages).map(async ([path, address]) => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return new File([await answer.blob()], path.slice(path.lastIndexOf('/') + 1));
    }),
  );
}
