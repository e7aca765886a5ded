import { useListExternalSourcesQuery, type ExternalSourceDto } from '../api/external-sources-api';

/** The sources that an import can use, or undefined while unknown. */
export const useActiveSources = (): ExternalSourceDto[] | undefined => {
  const { data } = useListExternalSourcesQuery();
  return data?.filter((source) => source.active);
};
