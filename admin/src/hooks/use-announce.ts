import * as React from 'react';
import { useNotifyAT } from '@strapi/design-system';

/** Tells people who do not see the screen about a change, once per new message (null says nothing). */
export const useAnnounce = (message: string | null): void => {
  const { notifyStatus } = useNotifyAT();
  const notify = React.useRef(notifyStatus);
  notify.current = notifyStatus;

  React.useEffect(() => {
    if (message !== null) {
      notify.current(message);
    }
  }, [message]);
};
