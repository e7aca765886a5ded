/** A page of a list, as the plugin's lists answer. */
export interface Page<T> {
  results: T[];
  pagination: { page: number; pageSize: number; pageCount: number; total: number };
}
