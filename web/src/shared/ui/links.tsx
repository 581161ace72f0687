import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'

type AsLink<Props> = Props & Omit<ComponentProps<'a'>, keyof Props>

/** A link that looks like a button: it goes somewhere, it does nothing. */
export const ButtonLink = createLink((props: AsLink<ButtonProps>) => <Button component="a" {...props} />)

export const TextLink = createLink((props: AsLink<AnchorProps>) => <Anchor underline="always" size="sm" {...props} />)
