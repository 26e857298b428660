// How a follow-up is done, as a sign beside its word.
import {
  IconBrandWechat, IconBuildingStore, IconDeviceLandlinePhone, IconHome, IconMail, IconMessage, IconPhone, IconSteeringWheel, type TablerIcon,
} from '@tabler/icons-react';

import type { Way } from '../api/types';

const ICONS: Record<Way, TablerIcon> = {
  call: IconPhone,
  wechat: IconBrandWechat,
  message: IconMessage,
  visit: IconBuildingStore,
  home_visit: IconHome,
  email: IconMail,
  test_drive: IconSteeringWheel,
  fax: IconDeviceLandlinePhone,
};

export function WayIcon({ way, size = 16 }: { way: Way; size?: number }) {
  const Icon = ICONS[way];
  return <Icon size={size} stroke={1.6} aria-hidden style={{ flex: 'none' }} />;
}
