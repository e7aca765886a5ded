import { useListExternalSourcesQuery, type ExternalSourceDto } from '../api/external-sources-api';

/** The sources that an import can use, or undefined while unknown. */
export const useActiveSources = (): ExternalSourceDto[] | undefined => {
  const { data, isError } = useListExternalSourcesQuery();
  // Who may not list sources can import files that need none.
  return isError && data === undefined ? [] : data?.filter((source) => source.active);
};
