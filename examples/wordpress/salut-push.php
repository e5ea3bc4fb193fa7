<?php
/**
 * Plugin Name: Salut
 * Description: Hands every post over to Salut as soon as it is published, changed or taken away.
 * Version: 1.0
 * Requires PHP: 7.4
 * License: MIT
 *
 * Copy this file to wp-content/plugins/, activate it, and write into wp-config.php:
 *
 *     define( 'SALUT_URL', 'https://chat.example.org' );
 *     define( 'SALUT_SITE', 'journal' );
 *     define( 'SALUT_PUSH_SECRET', '...' );   // flask --app server sites push-secret journal
 */

defined( 'ABSPATH' ) || exit;

const SALUT_TYPES = array( 'post', 'page' );
const SALUT_TRIES = 5;
const SALUT_WAIT_MAX = 3600;

add_action( 'transition_post_status', 'salut_note', 10, 3 );
add_action( 'before_delete_post', 'salut_note_deleted' );
add_action( 'salut_push', 'salut_push', 10, 3 );

/** Have a post handed over when readers begin to see it, see it changed, or see it no more. */
function salut_note( $new_status, $old_status, $post ) {
	if ( ! in_array( $post->post_type, SALUT_TYPES, true ) || wp_is_post_revision( $post ) ) {
		return;
	}
	$is_open = 'publish' === $new_status && '' === $post->post_password;
	if ( $is_open ) {
		salut_later( $post->ID, '', 0, 0 );
	} elseif ( 'publish' === $old_status ) {
		salut_later( $post->ID, salut_address( $post ), 0, 0 );
	}
}

/** Have a post that is deleted for good withdrawn. */
function salut_note_deleted( $post_id ) {
	$post = get_post( $post_id );
	if ( $post && 'publish' === $post->post_status && in_array( $post->post_type, SALUT_TYPES, true ) ) {
		salut_later( $post_id, salut_address( $post ), 0, 0 );
	}
}

/** Give the address that a post has, or had, while readers could see it. */
function salut_address( $post ) {
	$seen              = clone $post;
	$seen->post_status = 'publish';
	$seen->post_name   = preg_replace( '/__trashed$/', '', $post->post_name );
	return get_permalink( $seen );
}

/** Hand over in the background, some seconds from now, so that nobody waits for it. */
function salut_later( $post_id, $gone, $tries, $seconds ) {
	$arguments = array( $post_id, $gone, $tries );
	if ( ! wp_next_scheduled( 'salut_push', $arguments ) ) {
		wp_schedule_single_event( time() + $seconds, 'salut_push', $arguments );
	}
}

/** Hand one post over; `$gone` is the address of one that is to be withdrawn. */
function salut_push( $post_id, $gone, $tries ) {
	if ( ! defined( 'SALUT_URL' ) || ! defined( 'SALUT_SITE' ) || ! defined( 'SALUT_PUSH_SECRET' ) ) {
		return;
	}
	$told = salut_article( get_post( $post_id ) );
	if ( '' !== $gone ) {
		// A withdrawal that had to wait may not take away a post that is back at its address.
		$is_back = null !== $told && $told['url'] === $gone;
		$told    = $is_back ? null : array( 'url' => $gone, 'deleted' => true );
	}
	if ( null === $told ) {
		return;
	}
	list( $status, $asked ) = salut_send( wp_json_encode( $told ) );
	$is_away                = 0 === $status || 429 === $status || $status >= 500;
	if ( $is_away && $tries < SALUT_TRIES ) {
		salut_later( $post_id, $gone, $tries + 1, salut_pause( $asked, $tries + 1 ) );
	} elseif ( $is_away ) {
		error_log( 'Salut: given up for now, ' . $told['url'] );
	}
}

/** Give the seconds to wait: those that Salut asks for, else a minute more after each failure. */
function salut_pause( $asked, $tries ) {
	return ctype_digit( $asked ) ? min( (int) $asked, SALUT_WAIT_MAX ) : 60 * $tries;
}

/** Say what Salut needs of a post; null for one that readers cannot see any more. */
function salut_article( $post ) {
	if ( ! $post || 'publish' !== $post->post_status || '' !== $post->post_password ) {
		return null;
	}
	$sections = get_the_category( $post->ID );
	return array(
		'url'       => get_permalink( $post ),
		'title'     => html_entity_decode( get_the_title( $post ), ENT_QUOTES, 'UTF-8' ),
		'html'      => apply_filters( 'the_content', $post->post_content ),
		'published' => get_post_time( 'c', true, $post ),
		'section'   => $sections ? html_entity_decode( $sections[0]->name, ENT_QUOTES, 'UTF-8' ) : '',
		'language'  => substr( get_locale(), 0, 2 ),
	);
}

/** Sign and send; give the status of the answer, 0 where there was none, and its Retry-After. */
function salut_send( $body ) {
	$moment    = (string) time();
	$signature = hash_hmac( 'sha256', $moment . '.' . $body, SALUT_PUSH_SECRET );
	$response  = wp_remote_post(
		SALUT_URL . '/api/articles',
		array(
			'timeout' => 30,
			'headers' => array(
				'Content-Type'      => 'application/json',
				'X-Salut-Site'      => SALUT_SITE,
				'X-Salut-Timestamp' => $moment,
				'X-Salut-Signature' => 'sha256=' . $signature,
			),
			'body'    => $body,
		)
	);
	if ( is_wp_error( $response ) ) {
		error_log( 'Salut: ' . $response->get_error_message() );
		return array( 0, '' );
	}
	$status = (int) wp_remote_retrieve_response_code( $response );
	if ( 200 !== $status ) {
		error_log( 'Salut: ' . $status . ' ' . wp_remote_retrieve_body( $response ) );
	}
	return array( $status, (string) wp_remote_retrieve_header( $response, 'retry-after' ) );
}
