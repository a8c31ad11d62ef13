/** URLs of the sample files. */
const urls = import.meta.glob<string>('../../seeds/*.txt', { query: '?url', import: 'default', eager: true });

/**
 * Downloads the sample papers.
 *
 * @throws {Error} if a file cannot be downloaded, for example because the page was opened without its server.
 */
export async function sampleFiles(): Promise<File[]> {
  return Promise.all(
    Object.entries(urls).map(async ([path, url]) => {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return new File([await response.blob()], path.slice(path.lastIndexOf('/') + 1));
    }),
  );
}
