/** Extensions and media types of files that several formats have. */
export const GEXF = { extension: '.gexf', mediaType: 'application/gexf+xml' };
export const GRAPHML = { extension: '.graphml', mediaType: 'application/graphml+xml' };
export const JSON_FILE = { extension: '.json', mediaType: 'application/json' };
export const TEXT = { extension: '.txt', mediaType: 'text/plain' };
export const PARQUET = { extension: '.parquet', mediaType: 'application/vnd.apache.parquet' };
export const XLSX = {
  extension: '.xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
export const NODES_CSV = { suffix: '-nodes', extension: '.csv', mediaType: 'text/csv' };
export const EDGES_CSV = { suffix: '-edges', extension: '.csv', mediaType: 'text/csv' };
