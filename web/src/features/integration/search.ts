export type MarketplaceSearch = { q?: string; category?: string }

export function marketplaceSearch(search: Record<string, unknown>): MarketplaceSearch {
  const { q, category } = search
  return {
    ...(typeof q === 'string' && q ? { q } : {}),
    ...(typeof category === 'string' && category ? { category } : {}),
  }
}
