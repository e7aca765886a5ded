import { useSearchParams } from 'react-router-dom';

const PAGE_SIZES = ['10', '20', '50', '100'];
const DEFAULT_PAGE_SIZE = 20;

/** Page and page size as Strapi's Pagination component writes them into the address; anything else is the first page. */
export const usePageParams = (): { page: number; pageSize: number; pageSizes: string[] } => {
  const [params] = useSearchParams();
  const page = Number(params.get('page'));
  const pageSize = params.get('pageSize') ?? '';

  return {
    page: Number.isInteger(page) && page > 0 ? page : 1,
    pageSize: PAGE_SIZES.includes(pageSize) ? Number(pageSize) : DEFAULT_PAGE_SIZE,
    pageSizes: PAGE_SIZES,
  };
};
