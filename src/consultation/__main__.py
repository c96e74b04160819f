"""`python -m consultation` is the `consultation` program."""

from consultation.cli import main

if __name__ == "__main__":
    main()
