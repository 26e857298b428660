import type { AppState } from '../../api/types';

/** Everything before a store is open. */
export function SetupScreen({ state }: { state: AppState }) {
  return <main>{state.version}</main>;
}
