import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Nothing that keeps somebody out: the serious findings of axe on our part of the page. Strapi's own frame around it is not ours. */
export const graveFindings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).include('main').withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
};
