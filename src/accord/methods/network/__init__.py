"""Networks: travel times, who reaches whom, and what each project adds to the others."""
