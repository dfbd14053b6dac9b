/** The services that can be asked, by the names that `--sources` takes. */
export const SOURCE_IDS = ['pubmed', 'icite', 'europe-pmc', 'openalex', 'crossref', 'opencitations', 'semantic-scholar'] as const;
export type SourceId = (typeof SOURCE_IDS)[number];

export interface SourceSettings {
  /** Address of the service, without a slash at its end. */
  url: string;
  /** The user's own key for it; never in a message, a file name or the cache. */
  key: string | null;
}

export interface HarvestSettings {
  /** Absolute path of the folder in which answers are kept. */
  cacheDir: string;
  /** E-mail address of who runs this, for the services that ask to be told. */
  contact: string | null;
  sources: Readonly<Record<SourceId, SourceSettings>>;
}
