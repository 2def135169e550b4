/**
 * What {@code lanista doctor} looks at, each thing a {@link io.lanista.distribution.doctor.Check}.
 */
package io.lanista.distribution.doctor;
