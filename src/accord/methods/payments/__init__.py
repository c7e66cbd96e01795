"""Money against conditions: rules, states of steps, amounts, and what a delay would cost."""
