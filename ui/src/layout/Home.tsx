import { Navigate } from 'react-router';

import { useAsk } from '../api/hooks';
import { paths } from '../paths';
import { useSession } from '../session';
import { usePhone } from '../shared/usePhone';

/** Where the app opens: on a phone in the field the capture form, else today's list. */
export function Home() {
  const { can } = useSession();
  const phone = usePhone();
  const catches = phone && can('edit_customers');
  const { data, error } = useAsk('capture_defaults', {}, { enabled: catches });
  if (!catches || error) return <Navigate to={paths.today} replace />;
  if (!data) return null;
  return <Navigate to={data.events.length > 0 ? paths.capture : paths.today} replace />;
}
