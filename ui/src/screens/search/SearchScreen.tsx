// 搜索: on a phone the page for what the palette is on a desk.
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { PaletteBody } from '../../layout/Palette';
import { paths } from '../../paths';
import { Page } from '../../shared/Page';

export function SearchScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Page title={t('hands.palette.title')} width={720}>
      <PaletteBody done={() => {}} help={() => void navigate(paths.me)} />
    </Page>
  );
}
