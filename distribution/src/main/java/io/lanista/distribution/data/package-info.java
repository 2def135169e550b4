/** The folder in which a server keeps everything that must survive. */
package io.lanista.distribution.data;
