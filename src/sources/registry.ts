import type { ServiceName, SourceName } from '../model/fetched-file.ts';
import type { Service } from './service.ts';
import { arxiv } from './services/arxiv.ts';
import { crossref } from './services/crossref.ts';
import { datacite } from './services/datacite.ts';
import { europePmc } from './services/europe-pmc.ts';
import { openAlex } from './services/openalex.ts';
import { pubmed } from './services/pubmed.ts';
import { semanticScholar } from './services/semantic-scholar.ts';
import { zotero } from './services/zotero.ts';

/** All services that papers can be fetched from. */
export const SERVICES: Readonly<Record<ServiceName, Service>> = {
  openalex: openAlex,
  crossref,
  arxiv,
  pubmed,
  europepmc: europePmc,
  semanticscholar: semanticScholar,
  datacite,
  zotero,
};

/** Returns the services that are asked for the records of a source, in this order. */
export const servicesOf = (source: SourceName): readonly Service[] =>
  source === 'doi' ? [crossref, datacite] : [SERVICES[source]];
