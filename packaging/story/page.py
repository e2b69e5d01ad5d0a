# SPDX-License-Identifier: Apache-2.0
"What the pages of Tryton's web client are looked at by."

LIST_OF_FORM = ('.//*[contains(@class, "form-one2many")]'
    '[.//*[contains(@class, "panel-heading")]//label[normalize-space()="%s"]]')

# Name, indentation and row of what the menu shows.
MENU = '''
    return jQuery('#menu tbody tr:visible').toArray().map(function(row) {
        return [jQuery(row).find('.column-char').attr('title'),
            parseFloat(jQuery(row).find('.expander img').css('margin-left')) || 0, row];
    });
    '''

CALL = '''
    var done = arguments[arguments.length - 1];
    var session = Sao.Session.current_session;
    var parameters = arguments[1].concat([session.context]);
    jQuery.ajax({
        'headers': {'Authorization': 'Session ' + session.get_auth()},
        'contentType': 'application/json', 'dataType': 'json', 'type': 'post',
        'url': '/' + session.database + '/',
        'data': JSON.stringify({'id': 1, 'method': arguments[0], 'params': parameters}),
    }).done(done).fail(function(query) {
        done({'error': [query.status + ' ' + query.statusText]});
    });
    '''
