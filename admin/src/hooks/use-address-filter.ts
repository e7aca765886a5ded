import { useSearchParams } from 'react-router-dom';

/**
 * The filters of a list stand in its address, so that they survive a reload and can be sent to somebody.
 * Another filter begins at the first page; an empty value or `undefined` takes the filter away.
 */
export const useAddressFilter = () => {
  const [params, setParams] = useSearchParams();
  return {
    get: (key: string): string | undefined => params.get(key) ?? undefined,
    set: (key: string, value: string | undefined): void =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          next.delete('page');
          if (value === undefined || value === '') next.delete(key);
          else next.set(key, value);
          return next;
        },
        { replace: true },
      ),
  };
};
