"""The event-sourced workflow engine; it knows nothing of complaints."""
