import { useAsk } from '../../api/hooks';

/** Whether this person can change several customers at once. */
export const useCanChange = (): boolean => {
  const choices = useAsk('many_choices', {}).data;
  return choices !== undefined && (choices.can_edit || choices.can_assign);
};
