// Addresses and their screens. The hash keeps them out of the host's sight; filters stand in the address.
import { createHashRouter } from 'react-router';

import { Home, isOnTheWay } from './layout/Home';
import { NotFound, RouteCrashed } from './layout/Crashed';
import { Shell } from './layout/Shell';
import { paths } from './paths';
import { Loading } from './shared/Loading';

/** Whether somebody is on the way to another place. Asked of the router itself: what is on screen learns it later. */
const isLeaving = (): boolean => isOnTheWay(router.state);

export const router: ReturnType<typeof createHashRouter> = createHashRouter([
  {
    path: paths.home,
    Component: Shell,
    errorElement: <RouteCrashed />,
    hydrateFallbackElement: <Loading />,
    children: [
      {
        errorElement: <RouteCrashed />,
        children: [
          { index: true, element: <Home isLeaving={isLeaving} /> },
          { path: 'today', lazy: async () => ({ Component: (await import('./screens/today/TodayScreen')).TodayScreen }) },
          { path: 'customers', lazy: async () => ({ Component: (await import('./screens/customers/CustomersScreen')).CustomersScreen }) },
          { path: 'customers/:file', lazy: async () => ({ Component: (await import('./screens/customer/CustomerScreen')).CustomerScreen }) },
          { path: 'customers/:file/opportunities/:opportunity', lazy: async () => ({ Component: (await import('./screens/process/OpportunityScreen')).OpportunityScreen }) },
          { path: 'cars', lazy: async () => ({ Component: (await import('./screens/cars/CarsScreen')).CarsScreen }) },
          { path: 'competitors', lazy: async () => ({ Component: (await import('./screens/competitors/CompetitorsScreen')).CompetitorsScreen }) },
          { path: 'customers/:file/orders/:order', lazy: async () => ({ Component: (await import('./screens/orders/OrderScreen')).OrderScreen }) },
          { path: 'orders', lazy: async () => ({ Component: (await import('./screens/orders/OrdersScreen')).OrdersScreen }) },
          { path: 'orders/new', lazy: async () => ({ Component: (await import('./screens/orders/BuyScreen')).BuyScreen }) },
          { path: 'vehicles', lazy: async () => ({ Component: (await import('./screens/vehicles/VehiclesScreen')).VehiclesScreen }) },
          { path: 'vehicles/:file', lazy: async () => ({ Component: (await import('./screens/vehicles/VehicleScreen')).VehicleScreen }) },
          { path: 'pipeline', lazy: async () => ({ Component: (await import('./screens/pipeline/PipelineScreen')).PipelineScreen }) },
          { path: 'follow/:tab?', lazy: async () => ({ Component: (await import('./screens/follow/FollowScreen')).FollowScreen }) },
          { path: 'capture', lazy: async () => ({ Component: (await import('./screens/capture/CaptureScreen')).CaptureScreen }) },
          { path: 'drafts', lazy: async () => ({ Component: (await import('./screens/capture/DraftsScreen')).DraftsScreen }) },
          { path: 'reception/:tab?', lazy: async () => ({ Component: (await import('./screens/reception/ReceptionScreen')).ReceptionScreen }) },
          { path: 'events', lazy: async () => ({ Component: (await import('./screens/events/EventsScreen')).EventsScreen }) },
          { path: 'events/new', lazy: async () => ({ Component: (await import('./screens/events/EventFormScreen')).EventFormScreen }) },
          { path: 'events/:file', lazy: async () => ({ Component: (await import('./screens/events/EventScreen')).EventScreen }) },
          { path: 'events/:file/edit', lazy: async () => ({ Component: (await import('./screens/events/EventFormScreen')).EventFormScreen }) },
          { path: 'sync', lazy: async () => ({ Component: (await import('./screens/sync/SyncScreen')).SyncScreen }) },
          { path: 'proposals', lazy: async () => ({ Component: (await import('./screens/trust/ProposalsScreen')).ProposalsScreen }) },
          { path: 'erasures', lazy: async () => ({ Component: (await import('./screens/trust/ErasuresScreen')).ErasuresScreen }) },
          { path: 'audit', lazy: async () => ({ Component: (await import('./screens/trust/AuditScreen')).AuditScreen }) },
          { path: 'refused', lazy: async () => ({ Component: (await import('./screens/trust/RefusedScreen')).RefusedScreen }) },
          { path: 'guard', lazy: async () => ({ Component: (await import('./screens/trust/GuardScreen')).GuardScreen }) },
          { path: 'review', lazy: async () => ({ Component: (await import('./screens/trust/ReviewScreen')).ReviewScreen }) },
          { path: 'merging', lazy: async () => ({ Component: (await import('./screens/merging/MergeScreen')).MergeScreen }) },
          { path: 'merging/:one/:other', lazy: async () => ({ Component: (await import('./screens/merging/CompareScreen')).CompareScreen }) },
          { path: 'segments', lazy: async () => ({ Component: (await import('./screens/segments/SegmentsScreen')).SegmentsScreen }) },
          { path: 'search', lazy: async () => ({ Component: (await import('./screens/search/SearchScreen')).SearchScreen }) },
          { path: 'me', lazy: async () => ({ Component: (await import('./screens/me/MeScreen')).MeScreen }) },
          { path: 'me/lock', lazy: async () => ({ Component: (await import('./screens/lock/LockSettingsScreen')).LockSettingsScreen }) },
          { path: 'store/:tab?', lazy: async () => ({ Component: (await import('./screens/store/StoreScreen')).StoreScreen }) },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
]);
