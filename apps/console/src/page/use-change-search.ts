import { useNavigate } from 'react-router';

/**
 * Changes what the address says behind its `?`, in the same entry of the browser's history. The change is of what the address says by
 * now: a page that is still being drawn may show what it said before, and a second choice would take the first one back.
 */
export const useChangeSearch = (): ((change: (said: URLSearchParams) => URLSearchParams) => void) => {
  const navigate = useNavigate();
  return (change) => {
    const said = change(new URLSearchParams(window.location.search));
    void navigate(`?${said.toString()}`, { replace: true });
  };
};
