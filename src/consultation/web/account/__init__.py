"""Pages of a person's account: opening it, signing in and out, its details."""

from consultation.web.account import details, doors, passwords, registration

ROUTES = (
    doors.sign_in,
    doors.submit_sign_in,
    doors.submit_sign_out,
    doors.submit_sign_out_elsewhere,
    registration.register,
    registration.submit_registration,
    registration.confirm,
    registration.submit_code,
    registration.new_code,
    registration.submit_new_code,
    passwords.forgotten,
    passwords.submit_forgotten,
    passwords.new_password,
    passwords.submit_new_password,
    details.account,
    details.details,
    details.submit_details,
    details.password,
    details.submit_password,
)
