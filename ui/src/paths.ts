// Every address of the app. No screen writes one by hand.
export const paths = {
  home: '/',
  today: '/today',
  customers: '/customers',
  customer: (file: string) => `/customers/${file}`,
  pipeline: '/pipeline',
  capture: '/capture',
  captureDraft: (draft: string) => `/capture?draft=${draft}`,
  drafts: '/drafts',
  events: '/events',
  newEvent: '/events/new',
  event: (file: string) => `/events/${file}`,
  editEvent: (file: string) => `/events/${file}/edit`,
  sync: '/sync',
  store: '/store',
  storeTab: (tab: string) => `/store/${tab}`,
  me: '/me',
  /** The customer list, filtered; the names are those of the list's own search parameters. */
  customersWhere: (where: Record<string, string>) => `/customers?${new URLSearchParams(where).toString()}`,
} as const;
