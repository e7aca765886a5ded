import { Flex } from '@strapi/design-system';
import { Pagination } from '@strapi/strapi/admin';

import type { Page } from '../api/page';
import { usePageParams } from '../hooks/use-page-params';

/** Page size and page links; both stand in the address. */
export const TablePagination = ({ pagination }: { pagination: Page<unknown>['pagination'] }) => {
  const { pageSizes, pageSize } = usePageParams();

  return (
    <Flex paddingTop={4} justifyContent="space-between">
      <Pagination.Root {...pagination} defaultPageSize={pageSize}>
        <Pagination.PageSize options={pageSizes} />
        <Pagination.Links />
      </Pagination.Root>
    </Flex>
  );
};
