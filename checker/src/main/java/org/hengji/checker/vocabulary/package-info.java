/**
 * The words by which reports name things, read from the glossary and the terms of framework packs. Checks hold none of
 * their own.
 */
package org.hengji.checker.vocabulary;
