// 流程状态 as a word on one hue that deepens from step to step; side states are outlined.
import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { STAGES, type Stage } from '../api/types';
import classes from './badges.module.css';

const SHALLOWEST_PERCENT = 6;
const DEEPER_PER_STEP_PERCENT = 4;

/** How deep the hue of a stage is. */
export const stageDepth = (stage: Stage): string =>
  `${SHALLOWEST_PERCENT + STAGES.indexOf(stage) * DEEPER_PER_STEP_PERCENT}%`;

/** Whether the stage stands beside the road: lost or dormant. */
export const isAside = (stage: Stage): boolean => stage === 'lost' || stage === 'dormant';

export function StageBadge({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  return (
    <Box
      component="span"
      className={classes['pill']}
      data-tone={isAside(stage) ? 'quiet' : 'accent'}
      __vars={{ '--depth': stageDepth(stage) }}
    >
      {t(`domain.stages.${stage}`)}
    </Box>
  );
}
