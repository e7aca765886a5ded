import { useListExternalSourcesQuery, type ExternalSourceDto } from '../api/external-sources-api';

/** Sources are named systems (a CRM, an ERP): a hundred is far more than an organization has. */
const ALL = { page: 1, pageSize: 100 };

/** The sources that an import can use, or undefined while unknown. */
export const useActiveSources = (): ExternalSourceDto[] | undefined => {
  const { data } = useListExternalSourcesQuery(ALL);
  return data?.results.filter((source) => source.active);
};
