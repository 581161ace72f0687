import { useLocation } from '@tanstack/react-router'

/** The secret of a one-time link. It stands behind the #, which browsers send to no server and no log ever holds. */
export const useToken = (): string => useLocation({ select: ({ hash }) => hash })
