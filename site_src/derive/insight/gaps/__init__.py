"""Where there is too little or much: counts by where they are, deviations from the other campuses, findings."""
