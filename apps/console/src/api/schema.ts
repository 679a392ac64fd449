// Made from the OpenAPI document of the API by `npm run api-types`: do not edit.

export interface paths {
    "/api/v1/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The default environments that sessions can be made of */
        get: operations["listEnvironments"];
        put?: never;
        /** Offer an environment in every project; admins only */
        post: operations["publishEnvironment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/environments/{environmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A default environment, archived ones too */
        get: operations["getEnvironment"];
        put?: never;
        post?: never;
        /** Hide an environment; sessions that have it keep it */
        delete: operations["archiveEnvironment"];
        options?: never;
        head?: never;
        /** Make a new version of an environment; sessions keep the one they have */
        patch: operations["reviseEnvironment"];
        trace?: never;
    };
    "/api/v1/images/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a registry says of an image, and what keeps a session from running it */
        get: operations["checkImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What moving from one image to another adds, removes and changes
         * @description An image is read once, while somebody waits: 202 says how far it is, until then ask again after Retry-After seconds.
         */
        get: operations["compareImages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{digest}/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is installed in an image: packages by manager, name and version
         * @description An image is read once, while somebody waits: 202 says how far it is, until then ask again after Retry-After seconds.
         */
        get: operations["listImageContents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/repositories/{repositoryId}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The images that the pipelines of a repository built, the newest first, for whoever may read the repository */
        get: operations["listRepositoryImages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/repositories/{repositoryId}/branches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The branches of a repository, and the newest image of each, for whoever may read the repository */
        get: operations["listBranches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/gitlab": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A hint of a code host that a pipeline has ended
         * @description The secret of the code host as X-Gitlab-Token, Bearer token or Basic password, or a signature by it: Standard Webhooks, X-Hub-Signature-256, X-Gitea-Signature.
         */
        post: operations["receiveCodeHostHook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/registry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A hint of a registry that an image was pushed: Distribution’s notifications, Harbor, Quay or Docker Hub
         * @description The secret of the code host whose images are there as Bearer token or Basic password.
         */
        post: operations["receiveRegistryHook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resource-classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sizes that sessions can have; none: every session gets what it asks for */
        get: operations["listResourceClasses"];
        put?: never;
        /** Offer a size of sessions; admins only */
        post: operations["publishResourceClass"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resource-classes/{resourceClassId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One that is offered */
        get: operations["getResourceClass"];
        put?: never;
        post?: never;
        /** Withdraw it, from each session’s next launch on; admins only */
        delete: operations["archiveResourceClass"];
        options?: never;
        head?: never;
        /** Change it, from each session’s next launch on; admins only */
        patch: operations["reviseResourceClass"];
        trace?: never;
    };
    "/api/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your projects, or everybody’s public ones, or all for auditors */
        get: operations["listProjects"];
        put?: never;
        /** Make a project, and be its owner */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project, now or as it was */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /** Delete a project; owners only */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        /** Rename a project or change who sees it; owners only */
        patch: operations["reviseProject"];
        trace?: never;
    };
    "/api/v1/projects/{projectId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who belongs to a project or did then, in the order in which they joined */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Make somebody a member or give them another role; owners only */
        put: operations["setMemberRole"];
        post?: never;
        /**
         * Remove a member, or leave
         * @description Owners remove others; everybody may leave but the last owner.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is invited and has not answered, in the order in which they were invited; owners only */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite whoever has an e-mail address, also who never signed in; owners only
         * @description Whom it is for finds it when they sign in with this address, verified by their identity provider, within 30 days. Where the administrator has set up e-mail, they are told once by e-mail, whether or not they were ever here: of fifty invitations a day that one person makes, and of three to one address. Else nothing is sent. An open invitation to the same address is answered as it is.
         */
        post: operations["invitePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation; owners only */
        delete: operations["withdrawInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/invitations/{invitationId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a project that you are invited to; for everybody else there is no such invitation
         * @description Who is a member already with this role or a higher one keeps theirs.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/invitations/{invitationId}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline an invitation of yours; the project’s owners see in its history that you did */
        post: operations["declineInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Projects that you are invited to, the newest first, fifty at most
         * @description By the e-mail address that your identity provider has verified.
         */
        get: operations["listOwnInvitations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The code repositories of a project, now or as they were */
        get: operations["listRepositories"];
        put?: never;
        /** Connect a code repository: sessions find it under /work */
        post: operations["connectRepository"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/repositories/{repositoryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Disconnect a repository: sessions leave it out from their next run */
        delete: operations["disconnectRepository"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/storages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The storages of a project, now or as they were */
        get: operations["listStorages"];
        put?: never;
        /** Connect a storage that the administrator offers: sessions find it under /work */
        post: operations["connectStorage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/storages/{storageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Disconnect a storage: sessions leave it out from their next run */
        delete: operations["disconnectStorage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/storages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The storages that the administrator offers: what a project may connect */
        get: operations["listOfferedStorages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who you are */
        get: operations["getMe"];
        put?: never;
        post?: never;
        /**
         * Stop and discard everything you run, and forget your name and address
         * @description Projects that nobody else owns go to the editor who was there first, else to a viewer; those without members are deleted.
         */
        delete: operations["eraseMe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look somebody up by their whole handle or e-mail address */
        get: operations["findUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your tokens for programs, the newest first; never what they are */
        get: operations["listTokens"];
        put?: never;
        /**
         * Make a token for a program, which is shown this once
         * @description Sent as `Authorization: Bearer renku_pat_…` it may what you may, until it expires or you revoke it; but neither see, make or revoke tokens nor have you erased. Your global roles are its own as you had them when you signed in last, for 30 days.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke one of them: it is refused from now on
         * @description Connections to the live feed that were opened with it end within half a minute.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/browsers/{browserId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign out in a browser: sessions of yours that were opened there are closed to it for good
         * @description Within seconds, and whatever is opened with this id later. The sessions run on. Tokens of your identity provider are its own to revoke.
         */
        delete: operations["signOutBrowser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The Git hosts from which your sessions clone with a token of yours */
        get: operations["listConnections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/connections/{host}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them; never its token */
        get: operations["getConnection"];
        /**
         * Give a token for a Git host, in the place of the one that is there
         * @description It is tried at once where that can be: on the repository that you name, or at a host that says whose a token is. It counts from the next clone on.
         */
        put: operations["connectHost"];
        post?: never;
        /** Forget the token; what was cloned with it stays */
        delete: operations["disconnectHost"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project’s sessions, now or as they were; a page may be shorter than asked for and have a next one */
        get: operations["listSessions"];
        put?: never;
        /** Add an environment to a project: a session */
        post: operations["addSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A session, now or as it was */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /** Remove a session and stop its runs */
        delete: operations["removeSession"];
        options?: never;
        head?: never;
        /** Configure a session, from its next run on */
        patch: operations["configureSession"];
        trace?: never;
    };
    "/api/v1/projects/{projectId}/sessions/{sessionId}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move a session to another image of its environment */
        post: operations["changeSessionImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/default-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose the session that one click starts */
        put: operations["chooseDefaultSession"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/environment-use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * By how many sessions each environment of the catalogue is used; admins only
         * @description Neither whose sessions nor in which projects. What no session has is not listed.
         */
        get: operations["listEnvironmentUse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sessions of all your projects, found by how their names begin; by name
         * @description Of somebody with more than 1000 projects, the first 1000 by name are searched.
         */
        get: operations["findSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two moments of a project, side by side: what was added, removed and changed; owners and auditors */
        get: operations["compareMoments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/sessions/{sessionId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put back a session that was removed lately, as it was
         * @description With its id, its configuration and its users’ files; runs that were stopped stay so.
         */
        post: operations["restoreSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/sessions/{sessionId}/launch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a session run for you: a new run, or the paused one resumed */
        post: operations["launchSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/launch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the project’s default session run for you */
        post: operations["launchDefaultSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/launches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your launches, the newest first */
        get: operations["listLaunches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/launches/{launchId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A launch of yours */
        get: operations["getLaunch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/launches/{launchId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause: end the run, keep its disk */
        post: operations["pauseLaunch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/launches/{launchId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume on the same disk */
        post: operations["resumeLaunch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/launches/{launchId}/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep it running: the pause that is announced is called off, and its limits count anew */
        post: operations["keepLaunch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/launches/{launchId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop: end the run; its disk is kept for a while, or discarded now */
        post: operations["stopLaunch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/launches/{launchId}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A one-time way into the running session */
        post: operations["openLaunch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/launches/{launchId}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last lines of a run’s output */
        get: operations["readLaunchLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/launches/{launchId}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The files of a paused session, all of /work as a tar archive, without resuming it
         * @description Packed by gzip, as it is read: one that breaks off is not whole. Storages are not part of it. Where `runtime.filesAtRest` of the launch is false, it has to be resumed for them.
         */
        get: operations["takeLaunchFiles"];
        put?: never;
        post?: never;
        /** Delete the files of a session that does not run now, for good; with them its place is left */
        delete: operations["deleteLaunchFiles"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many sessions run, start, wait and end now, by resource class and in all; admins only
         * @description Neither whose they are nor of which projects: that is nobody’s to see but their users’.
         */
        get: operations["readLoad"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many notifications you have not read */
        get: operations["getInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you were told, the newest first
         * @description Of a session, or of a project and a branch, the unread notification says the newest: one that it supersedes, or that nobody can act on any more, is gone. The newest 500 are kept. What is about a project that you may not read any more is not shown.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{notificationId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You have read it */
        post: operations["readNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You have read them all */
        post: operations["readAllNotifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notification-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Of what you are told by e-mail, beside your inbox */
        get: operations["getNotificationSettings"];
        /** Choose of what you are told by e-mail */
        put: operations["chooseNotifications"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/unsubscribe/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page that a message’s link opens */
        get: operations["askToUnsubscribe"];
        put?: never;
        /**
         * Be told no more by e-mail of what the message told of
         * @description Whoever has the link may: one-click unsubscription, RFC 8058. 404: the link is not valid any more, as the page says.
         */
        post: operations["unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened in a project, in log order; owners and auditors
         * @description The newest events, or what follows `after` (0: from the beginning); with `before` alone what comes right before it. Both are positions, or times, of which the last event until then is meant. With `Accept: application/x-ndjson` the whole of it, an event a line and without `names`, which are not of the log.
         */
        get: operations["readHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The ledger: what was kept for sessions, over time
         * @description Of your own sessions (`of=mine`), of the projects that you own (`owned`: not by person, and up to the last midnight), or, for admins and auditors, of `everything` (for admins up to the last midnight). `by`: what makes a line, some of user, project, class and month. Without `from` the month up to `to`. With `Accept: text/csv` all lines as CSV.
         */
        get: operations["readUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The runs behind a line of the ledger, each with the events that say so; your own, or everybody’s for auditors */
        get: operations["explainUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A project’s events as a signed file that can be verified offline; owners and auditors
         * @description A line of JSON for each event, each with a hash that is chained to the one before, and as last line a manifest with an Ed25519 signature: `renku-sessions verify`. Without that line it broke off.
         */
        get: operations["exportProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/runs/{launchId}/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A run: what it was made of, how it went, who and when; whoever launched it, and auditors */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/runs/{launchId}/{run}/ro-crate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * With what a run was made, as RO-Crate; whoever launched it, and auditors
         * @description Image, code with the commits that were cloned, storages, resources, who and when: `ro-crate-metadata.json`. Of the same run that is over it stays the same until its person changes their name or is erased.
         */
        get: operations["describeRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{projectId}/runs/{launchId}/{run}/reproduce": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a session that is pinned to what a run had; whoever launched it, and auditors
         * @description Image by its digest, how it is run, resources, repositories at the commits that were there, storages. What the project does not have is to be connected before: nothing is left out. What is in storages is as it is now.
         */
        post: operations["reproduceRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/signing-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What exports of this installation are verified with, also those that were signed before (JWKS); for everybody */
        get: operations["listSigningKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CatalogueEnvironment: {
            /** Format: uuid */
            environmentId: string;
            name: string;
            image: components["schemas"]["Image"];
            description?: string;
            keywords: string[];
            run?: components["schemas"]["ImageRun"];
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            version: number;
            /**
             * Format: date-time
             * @description When the image that it has now was published
             */
            imageSince: string;
            archived: boolean;
        };
        Image: {
            reference: string;
            digest?: string;
        };
        ImageRun: {
            /** @enum {string} */
            frontEnd?: "jupyter" | "http";
            port?: number;
            command?: string[];
            args?: string[];
            user?: string;
            workingDir?: string;
            landingPath?: string;
        };
        PublishEnvironment: {
            name: string;
            /**
             * @description A public image: host/path:tag or host/path@sha256:…
             * @example quay.io/jupyter/scipy-notebook:2024-03-14
             */
            image: string;
            description?: string;
            /** @default [] */
            keywords?: string[];
            run?: components["schemas"]["ImageRunInput"];
        };
        ImageRunInput: {
            /**
             * @description jupyter: JupyterLab is started in it; http: what the image starts is a web server
             * @enum {string}
             */
            frontEnd?: "jupyter" | "http";
            /** @description On which its web server listens */
            port?: number;
            /** @description In place of the image’s entry point */
            command?: string[];
            /** @description In place of the image’s command */
            args?: string[];
            /** @description uid or uid:gid, numeric */
            user?: string;
            /** @description Where its program starts; /work where absent */
            workingDir?: string;
            /** @description Where a browser starts, e.g. /lab */
            landingPath?: string;
        };
        ReviseEnvironment: {
            name?: string;
            /**
             * @description A public image: host/path:tag or host/path@sha256:…
             * @example quay.io/jupyter/scipy-notebook:2024-03-14
             */
            image?: string;
            description?: string;
            keywords?: string[];
            run?: components["schemas"]["ImageRunInput"];
        };
        ImageCheck: {
            /** @description Its registry shows it to everybody, just now */
            accessible: boolean;
            reference: string;
            /** @description What a session would be pinned to */
            digest?: string;
            /**
             * @example [
             *       "linux/amd64"
             *     ]
             */
            platforms: string[];
            user?: string;
            workingDir?: string;
            exposedPorts: string[];
            entrypoint: string[];
            command: string[];
            /** @description Compressed, as it is pulled */
            sizeBytes?: number;
            createdAt?: string;
            labels: {
                [key: string]: string;
            };
            problems: {
                code: string;
                /** @enum {string} */
                severity: "error" | "warning";
                advice: string;
            }[];
        };
        ImageComparison: {
            from: string;
            to: string;
            added: {
                /** @description `dpkg`, `apk`, `conda`, `pip`, `r`, `julia`, `npm`; of an SBOM, whatever it names */
                manager: string;
                name: string;
                version: string;
            }[];
            removed: {
                /** @description `dpkg`, `apk`, `conda`, `pip`, `r`, `julia`, `npm`; of an SBOM, whatever it names */
                manager: string;
                name: string;
                version: string;
            }[];
            changed: {
                manager: string;
                name: string;
                from: string;
                to: string;
            }[];
        };
        ImageReading: {
            digest: string;
            doneBytes: number;
            /** @description 0: not known yet, or it waits for its turn */
            totalBytes: number;
        };
        ImageContents: {
            digest: string;
            /**
             * @description sbom: as the image’s builder attests
             * @enum {string}
             */
            source: "layers" | "sbom";
            readAt: string;
            /** @description Managers whose packages are there and are not read */
            unread: string[];
            managers: {
                manager: string;
                packages: number;
            }[];
            /** @description How many fit what was asked for */
            found: number;
            packages: components["schemas"]["InstalledPackage"][];
        };
        InstalledPackage: {
            /** @description `dpkg`, `apk`, `conda`, `pip`, `r`, `julia`, `npm`; of an SBOM, whatever it names */
            manager: string;
            name: string;
            version: string;
            /** @description Digest of the layer that brought it in this version */
            layer?: string;
        };
        /** @description What the pipeline of a code repository built of a branch’s head */
        BuiltImage: {
            branch: string;
            commit: string;
            image: {
                reference: string;
                digest: string;
            };
            /**
             * Format: date-time
             * @description As the image says itself
             */
            builtAt?: string;
            /**
             * Format: date-time
             * @description When it was seen first
             */
            availableSince: string;
        };
        Branch: {
            branch: string;
            /** @description Of its head; of one that is gone, that of its newest image */
            commit: string;
            isDefault: boolean;
            /** @description The newest that is known, perhaps of an older commit */
            image?: components["schemas"]["BuiltImage"];
            /** @description Why its head has no image; absent too where it was not looked at */
            missing?: {
                code: string;
                advice: string;
            };
            /**
             * Format: date-time
             * @description Since when its code host has it no more: no newer image will come, and no session is added from it; absent where it has
             */
            goneSince?: string;
        };
        ResourceClass: {
            /** Format: uuid */
            resourceClassId: string;
            name: string;
            /** @description Cores */
            cpu: number;
            /** @description Bytes */
            memory: number;
            gpu: number;
            /** @description Bytes of disk that a session of it may ask for */
            maxDisk?: number;
            placement?: {
                nodeSelector?: {
                    [key: string]: string;
                };
                tolerations?: {
                    key?: string;
                    /** @enum {string} */
                    operator?: "Exists" | "Equal";
                    value?: string;
                    /** @enum {string} */
                    effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
                }[];
                priorityClassName?: string;
            };
            /** @description How many sessions of it may run at a time; absent: any number */
            capacity?: number;
        };
        PublishResourceClass: {
            name: string;
            /** @description Cores, e.g. 0.5 */
            cpu: number;
            /**
             * @description Bytes: a number, or text with a unit
             * @example 4Gi
             */
            memory: number | string;
            /**
             * @description Graphics cards
             * @default 0
             */
            gpu?: number;
            /**
             * @description Bytes: a number, or text with a unit
             * @example 4Gi
             */
            maxDisk?: number | string;
            placement?: components["schemas"]["PlacementInput"];
            /** @description How many sessions of it may run at a time, of all users; those above it wait */
            capacity?: number;
        };
        /** @description Of Kubernetes: where sessions of it run on a cluster */
        PlacementInput: {
            nodeSelector?: {
                [key: string]: string;
            };
            tolerations?: {
                key?: string;
                /** @enum {string} */
                operator?: "Exists" | "Equal";
                value?: string;
                /** @enum {string} */
                effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
            }[];
            priorityClassName?: string;
        };
        /** @description null takes a bound, a placement or a capacity away */
        ReviseResourceClass: {
            name?: string;
            /** @description Cores, e.g. 0.5 */
            cpu?: number;
            /**
             * @description Bytes: a number, or text with a unit
             * @example 4Gi
             */
            memory?: number | string;
            /** @description Graphics cards */
            gpu?: number;
            maxDisk?: (number | string) | null;
            placement?: components["schemas"]["PlacementInput"] | null;
            capacity?: number | null;
        };
        Project: {
            /** Format: uuid */
            projectId: string;
            name: string;
            /** @enum {string} */
            visibility: "private" | "public";
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * @description Yours; absent where you are no member
             * @enum {string}
             */
            role?: "viewer" | "editor" | "owner";
            counts: {
                sessions: number;
                repositories: number;
                storages: number;
                members: number;
            };
            /** Format: uuid */
            defaultSessionId?: string;
        };
        CreateProject: {
            name: string;
            /**
             * @default private
             * @enum {string}
             */
            visibility?: "private" | "public";
        };
        ReviseProject: {
            name?: string;
            /** @enum {string} */
            visibility?: "private" | "public";
        };
        Member: {
            userId: string;
            /** @description Absent where nobody is known by this id any more */
            displayName?: string;
            /** @enum {string} */
            role: "viewer" | "editor" | "owner";
        };
        MemberRole: {
            /** @enum {string} */
            role: "viewer" | "editor" | "owner";
        };
        Invitation: {
            /** Format: uuid */
            invitationId: string;
            /** @enum {string} */
            role: "viewer" | "editor" | "owner";
            /** @description Absent where nobody is known by the id any more */
            invitedBy?: string;
            /** Format: date-time */
            expiresAt: string;
            /** @description Absent where it was forgotten, with the person whose it was: nobody can accept it then */
            email?: string;
        };
        InvitePerson: {
            /**
             * Format: email
             * @description As their identity provider knows it
             */
            email: string;
            /** @enum {string} */
            role: "viewer" | "editor" | "owner";
        };
        OwnInvitation: {
            /** Format: uuid */
            invitationId: string;
            /** @enum {string} */
            role: "viewer" | "editor" | "owner";
            /** @description Absent where nobody is known by the id any more */
            invitedBy?: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            projectId: string;
            projectName: string;
        };
        Repository: {
            /** Format: uuid */
            repositoryId: string;
            url: string;
            name: string;
        };
        ConnectRepository: {
            /**
             * @description The http(s) address of a git repository, without credentials
             * @example https://gitlab.example.org/group/repository
             */
            url: string;
            /** @description Its directory under /work; the last segment of the address where absent */
            name?: string;
        };
        Storage: {
            /** Format: uuid */
            storageId: string;
            name: string;
            source: string;
            readOnly: boolean;
        };
        ConnectStorage: {
            /** @description Its directory under /work */
            name: string;
            /** @description An entry that the administrator allows */
            source: string;
            /** @default false */
            readOnly?: boolean;
        };
        OfferedStorage: {
            /** @description By which a project connects it */
            source: string;
            /** @description Whether sessions may write to it, where it is not connected as read-only */
            writable: boolean;
        };
        Me: {
            userId: string;
            displayName: string;
            roles: ("admin" | "auditor")[];
        };
        Person: {
            userId: string;
            displayName: string;
        };
        PersonalToken: {
            /** Format: uuid */
            tokenId: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date-time
             * @description To within ten minutes; absent where it was never used
             */
            lastUsedAt?: string;
        };
        CreatePersonalToken: {
            /** @description What it is for */
            name: string;
            expiresInDays: number;
        };
        NewPersonalToken: {
            /** Format: uuid */
            tokenId: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date-time
             * @description To within ten minutes; absent where it was never used
             */
            lastUsedAt?: string;
            /** @description Is kept nowhere and never shown again */
            token: string;
        };
        Connection: {
            /** @example gitlab.example.org */
            host: string;
            username?: string;
            /** Format: date-time */
            addedAt: string;
            /**
             * Format: date-time
             * @description Absent where it could not be tried
             */
            checkedAt?: string;
            /**
             * @description What the host said of the token when it was tried last: when it was given, or by a clone of yours since
             * @enum {string}
             */
            state: "works" | "refused" | "unchecked";
            /**
             * Format: date-time
             * @description When the host refused it first; it did not take it since
             */
            refusedSince?: string;
            advice?: string;
        };
        ConnectHost: {
            /** @description Is kept encrypted, given to clones of your sessions alone and never shown again */
            token: string;
            /** @description Where the host wants the one that goes with the token; most take any */
            username?: string;
            /** @description Of a private repository at this host, on which the token is tried */
            repository?: string;
        };
        Session: {
            /** Format: uuid */
            sessionId: string;
            name: string;
            environment: {
                /** Format: uuid */
                environmentId: string;
                name: string;
                description?: string;
                keywords: string[];
                createdBy: string;
                /** Format: date-time */
                createdAt: string;
                image: components["schemas"]["Image"];
                run?: components["schemas"]["ImageRun"];
            };
            source: {
                /** @enum {string} */
                kind: "catalogue";
                /** Format: uuid */
                environmentId: string;
                version: number;
            } | {
                /** @enum {string} */
                kind: "image";
                reference: string;
            } | {
                /** @enum {string} */
                kind: "repository";
                /** Format: uuid */
                repositoryId: string;
                branch: string;
            };
            resources: {
                cpu?: number;
                /** @description Bytes */
                memory?: number;
                gpu?: number;
                /** @description Bytes */
                disk?: number;
            };
            /** @description The smallest that has as much today; absent in the past, and where none is offered */
            resourceClass?: {
                /** Format: uuid */
                resourceClassId: string;
                name: string;
            };
            repositories: "all" | string[];
            storages: "all" | string[];
            /** @description Field by field instead of what the environment says */
            run?: components["schemas"]["ImageRun"];
            /** @description At which repositories are cloned, by id; the others as their hosts have them then */
            commits?: {
                [key: string]: string;
            };
            isDefault: boolean;
            /** @description A newer image that the session can be moved to */
            imageUpdate?: {
                reference: string;
                digest?: string;
                /** @description That it was built of */
                commit?: string;
                /** Format: date-time */
                availableSince: string;
            };
            /**
             * Format: date-time
             * @description Since when the code host has the branch of `source` no more, so that no newer image will come; absent where it has, and in the past
             */
            branchGoneSince?: string;
            notices: {
                code: string;
                advice: string;
            }[];
            /**
             * @description Of your own launch; absent in the past, and for an auditor who has none
             * @enum {string}
             */
            status?: "inactive" | "launching" | "running" | "paused" | "failed";
            /** @description How many launches of it start, run or end now, whoever’s; for auditors alone, absent in the past */
            live?: number;
            /** Format: uuid */
            launchId?: string;
            /**
             * Format: date-time
             * @description When you launched or resumed it last; absent where you never did, and in the past
             */
            lastUsedAt?: string;
        };
        AddSession: {
            environment: {
                /** @enum {string} */
                source: "catalogue";
                /** Format: uuid */
                environmentId: string;
            } | {
                /** @enum {string} */
                source: "image";
                /**
                 * @description A public image: host/path:tag or host/path@sha256:…
                 * @example quay.io/jupyter/scipy-notebook:2024-03-14
                 */
                image: string;
                /** @description Of the environment */
                name: string;
                description?: string;
                /** @default [] */
                keywords?: string[];
                run?: components["schemas"]["ImageRunInput"];
            } | {
                /** @enum {string} */
                source: "repository";
                /** Format: uuid */
                repositoryId: string;
                /** @description The default one where absent */
                branch?: string;
                /** @description Of the branch, with an image that is known; the newest one that has one where absent */
                commit?: string;
                name?: string;
            };
            /** @description Of the session; the environment’s where absent */
            name?: string;
            /** @default {} */
            resources?: components["schemas"]["MinimumResources"];
            /**
             * @description "all" (those connected later too) or ids
             * @default all
             */
            repositories?: "all" | string[];
            /**
             * @description "all" (those connected later too) or ids
             * @default all
             */
            storages?: "all" | string[];
            run?: components["schemas"]["ImageRunInput"];
        };
        MinimumResources: {
            /** @description Cores, e.g. 0.5 */
            cpu?: number;
            /**
             * @description Bytes: a number, or text with a unit
             * @example 4Gi
             */
            memory?: number | string;
            /** @description Graphics cards */
            gpu?: number;
            /**
             * @description Bytes: a number, or text with a unit
             * @example 4Gi
             */
            disk?: number | string;
        };
        ConfigureSession: {
            name?: string;
            resources?: components["schemas"]["MinimumResourcesChange"];
            /** @description "all" (those connected later too) or ids */
            repositories?: "all" | string[];
            /** @description "all" (those connected later too) or ids */
            storages?: "all" | string[];
            run?: components["schemas"]["ImageRunInput"];
            /** @description At which repositories are cloned, by id; the whole of it: {} lets all be cloned as their hosts have them */
            commits?: {
                [key: string]: string;
            };
        };
        /** @description null takes a minimum away */
        MinimumResourcesChange: {
            cpu?: number | null;
            memory?: (number | string) | null;
            gpu?: number | null;
            disk?: (number | string) | null;
        };
        ChangeSessionImage: {
            digest: string;
        } | {
            /** @enum {boolean} */
            newest: true;
        };
        ChooseDefaultSession: {
            /** Format: uuid */
            sessionId: string;
        };
        EnvironmentUse: {
            /** Format: uuid */
            environmentId: string;
            /** @description How many sessions have it, in any version, over all projects */
            sessions: number;
        };
        FoundSession: {
            /** Format: uuid */
            sessionId: string;
            name: string;
            /** Format: uuid */
            projectId: string;
            projectName: string;
        };
        ProjectDiff: {
            differences: {
                /** @enum {string} */
                kind: "project" | "member" | "repository" | "storage" | "session";
                id: string;
                /** @enum {string} */
                change: "added" | "removed" | "changed";
                /** @description What is not as it was; of what was added or removed, all of it */
                fields: {
                    /** @example name */
                    field: string;
                    before?: unknown;
                    after?: unknown;
                }[];
            }[];
            /** @description What ids in here are called, as in the history. Whoever was erased has no name */
            names: {
                [key: string]: string;
            };
        };
        LaunchStep: {
            /** Format: uuid */
            launchId: string;
            run: number;
            /** @enum {string} */
            status: "inactive" | "launching" | "running" | "paused" | "failed";
            /** @description The sub-step of a launching or ending run, e.g. pulling, cloning, checking. */
            phase?: string;
            position: string;
        };
        Launch: {
            /** Format: uuid */
            launchId: string;
            /** Format: uuid */
            projectId: string;
            projectName?: string;
            /** Format: uuid */
            sessionId: string;
            sessionName?: string;
            run: number;
            /** Format: uuid */
            environmentId: string;
            /** @enum {string} */
            status: "inactive" | "launching" | "running" | "paused" | "failed";
            /** @description The sub-step of a launching or ending run, e.g. pulling, cloning, checking. */
            phase?: string;
            /**
             * @description How far the phase is or what it waits for, in plain words
             * @example 120 of 480 MB
             */
            phaseDetail?: string;
            queuePosition?: number;
            /** @description While it waits: how many may run at a time, and which of yours have these places */
            queue?: {
                limit: number;
                holders: {
                    /** Format: uuid */
                    launchId: string;
                    /** Format: uuid */
                    projectId: string;
                    projectName?: string;
                    /** Format: uuid */
                    sessionId: string;
                    sessionName?: string;
                }[];
                /** @description Whose sessions of all users `limit` bounds; absent: it bounds yours */
                resourceClass?: {
                    /** Format: uuid */
                    resourceClassId: string;
                    name: string;
                };
                /** @description Of the class: how many places other users have */
                others?: number;
            };
            /** @description It is paused then, unless it is used before (`idle`) or you keep it running */
            announcedPause?: {
                /** @enum {string} */
                reason: "idle" | "max-lifetime";
                /** Format: date-time */
                since: string;
                /** Format: date-time */
                pausesAt: string;
            };
            reason?: {
                code: string;
                message: string;
                advice: string;
            };
            warnings: {
                code: string;
                message: string;
            }[];
            image: components["schemas"]["Image"];
            /** @description Of this run */
            resources: {
                cpu?: number;
                /** @description Bytes */
                memory?: number;
                gpu?: number;
                /** @description Bytes */
                disk?: number;
            };
            resourceClass?: {
                /** Format: uuid */
                resourceClassId: string;
                name: string;
            };
            runtime: {
                name: string;
                imageUsed: boolean;
                limitsEnforced: boolean;
                /** @description Whether files can be taken without a run */
                filesAtRest: boolean;
            };
            configurationChanged: boolean;
            /** Format: date-time */
            diskExpiresAt?: string;
            timeline: {
                /** Format: date-time */
                at: string;
                type: string;
                by: string;
                detail?: string;
            }[];
        };
        Resume: {
            /** @enum {string} */
            configuration?: "current";
        };
        Stop: {
            /** @default false */
            discard?: boolean;
        };
        Open: {
            /**
             * Format: uuid
             * @description Which browser opens it: where it is signed out of (`DELETE /me/browsers/{browserId}`), the way in is closed.
             */
            browserId?: string;
        };
        SessionTicket: {
            /** Format: uri */
            url: string;
            /** Format: date-time */
            expiresAt: string;
        };
        /** @description Numbers of sessions */
        Load: {
            total: {
                running: number;
                starting: number;
                /** @description For a place among those that their user may have at a time, or for room */
                waiting: number;
                /** @description Are being paused or stopped */
                ending: number;
            };
            classes: {
                /** @description Absent: launched while no class was offered. `offered`: it was not archived since */
                resourceClass?: {
                    /** Format: uuid */
                    resourceClassId: string;
                    name: string;
                    offered: boolean;
                };
                running: number;
                starting: number;
                /** @description For a place among those that their user may have at a time, or for room */
                waiting: number;
                /** @description Are being paused or stopped */
                ending: number;
            }[];
        };
        Inbox: {
            /** @description Unread notifications, of projects that you may read */
            unread: number;
        };
        Notification: {
            /** Format: uuid */
            notificationId: string;
            /** @enum {string} */
            kind: "image-available" | "disk-due" | "pause-due";
            /** Format: uuid */
            projectId: string;
            /** @description As it is called today */
            projectName: string;
            /** Format: uuid */
            sessionId: string;
            /** @description As it is called today; absent: it was removed */
            sessionName?: string;
            /** @description Of `image-available`: the newer image */
            image?: {
                reference: string;
                digest: string;
            };
            /** @description That it was built from */
            commit?: string;
            branch?: string;
            /** @description Of `image-available`: how many sessions of the project had an older image; this is the first */
            sessionCount?: number;
            /**
             * Format: date-time
             * @description Of `disk-due`: when your files of the session are deleted, unless it is resumed before
             */
            expiresAt?: string;
            /**
             * Format: uuid
             * @description Of `pause-due`: what can be kept running
             */
            launchId?: string;
            /**
             * @description Of `pause-due`
             * @enum {string}
             */
            reason?: "idle" | "max-lifetime";
            /**
             * Format: date-time
             * @description Of `pause-due`: when your session is paused, unless it is used or kept running before
             */
            pausesAt?: string;
            /** Format: date-time */
            raisedAt: string;
            read: boolean;
        };
        NotificationSettings: {
            email: {
                /** @description Whether anybody is told by e-mail here */
                available: boolean;
                /** @description Whether the identity provider has told a verified address of yours: without one you are told nothing */
                hasAddress: boolean;
                /** @description Of which kinds of notifications you are told by e-mail */
                kinds: {
                    "image-available": boolean;
                    "disk-due": boolean;
                    "pause-due": boolean;
                };
            };
        };
        ChooseNotifications: {
            email: {
                /** @description Those that are chosen; the others stay as they are */
                kinds: {
                    "image-available"?: boolean;
                    "disk-due"?: boolean;
                    "pause-due"?: boolean;
                };
            };
        };
        HistoryEntry: {
            position: string;
            stream: string;
            revision: number;
            type: string;
            at: string;
            actor: string;
            correlationId: string;
            causationId: string;
            data: {
                [key: string]: unknown;
            };
            /** @description What ids in this entry are called: sessions, repositories and storages as they were then, people as they are now. Whoever was erased has no name. Absent in an export, which outlives an erasure */
            names?: {
                [key: string]: string;
            };
        };
        Usage: {
            /** @enum {string} */
            of: "mine" | "owned" | "everything";
            rule: number;
            /** Format: date-time */
            from: string;
            /**
             * Format: date-time
             * @description Up to here it was counted: never beyond the moment of the question, or, where `from` lies beyond it, nothing from there on
             */
            to: string;
            lines: {
                userId?: string;
                projectId?: string;
                /** @description null: no class was offered */
                resourceClassId?: string | null;
                month?: string;
                cpuCoreHours: number;
                memoryGiBHours: number;
                gpuHours: number;
                /** @description That were asked for in this time */
                runs: number;
                /** @description Of these runs */
                failed: number;
                /** @description In seconds, at most 5 % too long; absent where no run came so far */
                queueSeconds?: {
                    p50: number;
                    p95: number;
                };
                /** @description In seconds, at most 5 % too long; absent where no run came so far */
                startSeconds?: {
                    p50: number;
                    p95: number;
                };
            }[];
            total: {
                cpuCoreHours: number;
                memoryGiBHours: number;
                gpuHours: number;
                /** @description That were asked for in this time */
                runs: number;
                /** @description Of these runs */
                failed: number;
                /** @description In seconds, at most 5 % too long; absent where no run came so far */
                queueSeconds?: {
                    p50: number;
                    p95: number;
                };
                /** @description In seconds, at most 5 % too long; absent where no run came so far */
                startSeconds?: {
                    p50: number;
                    p95: number;
                };
            };
            /** @description What people and projects in this answer are called. Whoever was erased has no name, nor has a project that you may not see */
            names: {
                [key: string]: string;
            };
        };
        UsageRuns: {
            /** @enum {string} */
            of: "mine" | "owned" | "everything";
            rule: number;
            /** Format: date-time */
            from: string;
            /**
             * Format: date-time
             * @description Up to here it was counted: never beyond the moment of the question, or, where `from` lies beyond it, nothing from there on
             */
            to: string;
            runs: components["schemas"]["UsageRun"][];
            /** @description What people and projects in this answer are called. Whoever was erased has no name, nor has a project that you may not see */
            names: {
                [key: string]: string;
            };
        };
        UsageRun: {
            /** Format: uuid */
            launchId: string;
            run: number;
            userId: string;
            /** Format: uuid */
            projectId: string;
            /** Format: uuid */
            sessionId: string;
            /** Format: uuid */
            environmentId: string;
            resourceClassId: string | null;
            cpu: number;
            memory: number;
            gpu: number;
            asked: {
                position: string;
                at: string;
            };
            placed?: {
                position: string;
                at: string;
            };
            started?: {
                position: string;
                at: string;
            };
            ended?: {
                position: string;
                at: string;
                /** @enum {string} */
                outcome: "paused" | "stopped" | "failed";
            };
            counted: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                seconds: number;
                cpuCoreHours: number;
                memoryGiBHours: number;
                gpuHours: number;
            };
        };
        Run: {
            /** Format: uuid */
            projectId: string;
            /** Format: uuid */
            launchId: string;
            run: number;
            /** Format: uuid */
            sessionId: string;
            /** @description Then */
            sessionName?: string;
            person: {
                userId: string;
                displayName: string;
            };
            /** @enum {string} */
            status: "launching" | "running" | "paused" | "stopped" | "failed";
            /** Format: date-time */
            askedAt: string;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            endedAt?: string;
            environment: {
                /** Format: uuid */
                environmentId: string;
                name: string;
                description?: string;
                keywords: string[];
                run?: components["schemas"]["ImageRun"];
            };
            image: components["schemas"]["Image"];
            builtFrom?: {
                /** Format: uuid */
                repositoryId: string;
                branch: string;
            };
            resources: {
                cpu?: number;
                /** @description Bytes */
                memory?: number;
                gpu?: number;
                /** @description Bytes */
                disk?: number;
            };
            resourceClass?: {
                /** Format: uuid */
                resourceClassId: string;
                name: string;
            };
            repositories: {
                /** Format: uuid */
                repositoryId: string;
                name: string;
                url: string;
                /** @description That was really there; absent where it is not known */
                commit?: string;
                /** @description The commit that it was to be cloned at, where it is not known what was really there */
                pinned?: string;
            }[];
            storages: {
                /** Format: uuid */
                storageId: string;
                name: string;
                source: string;
                readOnly: boolean;
            }[];
            steps: {
                /** Format: date-time */
                at: string;
                /** @description Of the event that says so */
                type: string;
                position: string;
                actor: string;
                phase?: string;
                detail?: string;
                reason?: string;
            }[];
        };
        /** @description RO-Crate 1.1 as flattened JSON-LD: https://w3id.org/ro/crate/1.1 */
        RoCrate: {
            "@context": string;
            "@graph": ({
                "@id": string;
                "@type": string;
            } & {
                [key: string]: unknown;
            })[];
        };
        ReproduceRun: {
            /**
             * Format: uuid
             * @description Where the session is added: any project that you may edit
             */
            projectId: string;
            /** @description Of the session; the environment’s where absent */
            name?: string;
        };
        ReproducedRun: {
            /** Format: uuid */
            projectId: string;
            /** Format: uuid */
            sessionId: string;
        };
        SigningKeys: {
            keys: {
                /** @enum {string} */
                kty: "OKP";
                /** @enum {string} */
                crv: "Ed25519";
                x: string;
                kid: string;
                /** @enum {string} */
                alg: "EdDSA";
                /** @enum {string} */
                use: "sig";
            }[];
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            code: string;
            errors?: {
                pointer: string;
                detail: string;
            }[];
            traceId?: string;
        } & {
            [key: string]: unknown;
        };
    };
    responses: {
        /** @description A problem document (RFC 9457); `code` says which. */
        Problem: {
            headers: {
                /** @description Seconds, with every problem that passes by itself. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
        MinPosition: string;
    };
    requestBodies: never;
    headers: {
        /** @description Send it back as If-Match to change what you have seen. */
        ETag: string;
        /** @description Where it is. */
        Location: string;
        /** @description Of the effect in the log. Send it back as Min-Position to read your own write. */
        Position: string;
        /** @description `rel="next"`: the next page; absent on the last one, and where not JSON is answered. */
        Link: string;
        /** @description Calls left and seconds until all are there again. */
        RateLimit: string;
        /** @description With 202: seconds, to ask again then. */
        "Retry-After": string;
    };
    pathItems: never;
}
export type CatalogueEnvironment = components['schemas']['CatalogueEnvironment'];
export type Image = components['schemas']['Image'];
export type ImageRun = components['schemas']['ImageRun'];
export type PublishEnvironment = components['schemas']['PublishEnvironment'];
export type ImageRunInput = components['schemas']['ImageRunInput'];
export type ReviseEnvironment = components['schemas']['ReviseEnvironment'];
export type ImageCheck = components['schemas']['ImageCheck'];
export type ImageComparison = components['schemas']['ImageComparison'];
export type ImageReading = components['schemas']['ImageReading'];
export type ImageContents = components['schemas']['ImageContents'];
export type InstalledPackage = components['schemas']['InstalledPackage'];
export type BuiltImage = components['schemas']['BuiltImage'];
export type Branch = components['schemas']['Branch'];
export type ResourceClass = components['schemas']['ResourceClass'];
export type PublishResourceClass = components['schemas']['PublishResourceClass'];
export type PlacementInput = components['schemas']['PlacementInput'];
export type ReviseResourceClass = components['schemas']['ReviseResourceClass'];
export type Project = components['schemas']['Project'];
export type CreateProject = components['schemas']['CreateProject'];
export type ReviseProject = components['schemas']['ReviseProject'];
export type Member = components['schemas']['Member'];
export type MemberRole = components['schemas']['MemberRole'];
export type Invitation = components['schemas']['Invitation'];
export type InvitePerson = components['schemas']['InvitePerson'];
export type OwnInvitation = components['schemas']['OwnInvitation'];
export type Repository = components['schemas']['Repository'];
export type ConnectRepository = components['schemas']['ConnectRepository'];
export type Storage = components['schemas']['Storage'];
export type ConnectStorage = components['schemas']['ConnectStorage'];
export type OfferedStorage = components['schemas']['OfferedStorage'];
export type Me = components['schemas']['Me'];
export type Person = components['schemas']['Person'];
export type PersonalToken = components['schemas']['PersonalToken'];
export type CreatePersonalToken = components['schemas']['CreatePersonalToken'];
export type NewPersonalToken = components['schemas']['NewPersonalToken'];
export type Connection = components['schemas']['Connection'];
export type ConnectHost = components['schemas']['ConnectHost'];
export type Session = components['schemas']['Session'];
export type AddSession = components['schemas']['AddSession'];
export type MinimumResources = components['schemas']['MinimumResources'];
export type ConfigureSession = components['schemas']['ConfigureSession'];
export type MinimumResourcesChange = components['schemas']['MinimumResourcesChange'];
export type ChangeSessionImage = components['schemas']['ChangeSessionImage'];
export type ChooseDefaultSession = components['schemas']['ChooseDefaultSession'];
export type EnvironmentUse = components['schemas']['EnvironmentUse'];
export type FoundSession = components['schemas']['FoundSession'];
export type ProjectDiff = components['schemas']['ProjectDiff'];
export type LaunchStep = components['schemas']['LaunchStep'];
export type Launch = components['schemas']['Launch'];
export type Resume = components['schemas']['Resume'];
export type Stop = components['schemas']['Stop'];
export type Open = components['schemas']['Open'];
export type SessionTicket = components['schemas']['SessionTicket'];
export type Load = components['schemas']['Load'];
export type Inbox = components['schemas']['Inbox'];
export type Notification = components['schemas']['Notification'];
export type NotificationSettings = components['schemas']['NotificationSettings'];
export type ChooseNotifications = components['schemas']['ChooseNotifications'];
export type HistoryEntry = components['schemas']['HistoryEntry'];
export type Usage = components['schemas']['Usage'];
export type UsageRuns = components['schemas']['UsageRuns'];
export type UsageRun = components['schemas']['UsageRun'];
export type Run = components['schemas']['Run'];
export type RoCrate = components['schemas']['RoCrate'];
export type ReproduceRun = components['schemas']['ReproduceRun'];
export type ReproducedRun = components['schemas']['ReproducedRun'];
export type SigningKeys = components['schemas']['SigningKeys'];
export type Problem = components['schemas']['Problem'];
export type ResponseProblem = components['responses']['Problem'];
export type ParameterMinPosition = components['parameters']['MinPosition'];
export type HeaderETag = components['headers']['ETag'];
export type HeaderLocation = components['headers']['Location'];
export type HeaderPosition = components['headers']['Position'];
export type HeaderLink = components['headers']['Link'];
export type HeaderRateLimit = components['headers']['RateLimit'];
export type HeaderRetryAfter = components['headers']['Retry-After'];
export type $defs = Record<string, never>;
export interface operations {
    listEnvironments: {
        parameters: {
            query?: {
                keyword?: string;
                /** @description true: those that were archived, and no others */
                archived?: "true" | "false";
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueEnvironment"][];
                };
            };
            /** @description `invalid-cursor`: The cursor is not one that this API issued. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    publishEnvironment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishEnvironment"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueEnvironment"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `image-unusable`: No session can run this image. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "image-unusable" | "idempotency-key-reused";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    getEnvironment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                environmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueEnvironment"];
                };
            };
            /** @description `environment-not-found`: There is no such environment. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "environment-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    archiveEnvironment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                environmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `environment-not-found`: There is no such environment. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "environment-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    reviseEnvironment: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you are changing, as you have seen it last. */
                "If-Match": string;
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                environmentId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReviseEnvironment"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueEnvironment"];
                };
            };
            /** @description `environment-not-found`: There is no such environment. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "environment-not-found" | "not-found";
                    };
                };
            };
            /** @description `environment-archived`: The environment is archived. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "environment-archived" | "busy";
                    };
                };
            };
            /** @description `precondition-failed`: It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "precondition-failed";
                    };
                };
            };
            /** @description `image-unusable`: No session can run this image. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "image-unusable" | "idempotency-key-reused";
                    };
                };
            };
            /** @description `precondition-required`: Say which version you are changing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "precondition-required";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    checkImage: {
        parameters: {
            query: {
                /** @description A public image: host/path:tag or host/path@sha256:… */
                reference: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageCheck"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    compareImages: {
        parameters: {
            query: {
                from: string;
                to: string;
                /** @description A public image: host/path:tag or host/path@sha256:… */
                fromReference?: string;
                /** @description A public image: host/path:tag or host/path@sha256:… */
                toReference?: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageComparison"];
                };
            };
            /** @description It is under way. */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageReading"];
                };
            };
            /** @description `image-contents-unknown`: It is not known what is in this image. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "image-contents-unknown" | "not-found";
                    };
                };
            };
            /** @description `registry-unavailable`: The image’s registry cannot be asked just now. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "registry-unavailable" | "busy";
                    };
                };
            };
            /** @description `image-contents-unreadable`: What is in this image cannot be read. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "image-contents-unreadable" | "idempotency-key-reused";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listImageContents: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description A part of the package’s name, in whatever case */
                query?: string;
                manager?: string;
                /** @description Whose repository holds it: needed where it was not read yet */
                reference?: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageContents"];
                };
            };
            /** @description It is under way. */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageReading"];
                };
            };
            /** @description `image-contents-unknown`: It is not known what is in this image. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "image-contents-unknown" | "not-found";
                    };
                };
            };
            /** @description `registry-unavailable`: The image’s registry cannot be asked just now. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "registry-unavailable" | "busy";
                    };
                };
            };
            /** @description `image-contents-unreadable`: What is in this image cannot be read. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "image-contents-unreadable" | "idempotency-key-reused";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listRepositoryImages: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Of this one alone; of all where absent */
                branch?: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
                repositoryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuiltImage"][];
                };
            };
            /** @description `invalid-cursor`: The cursor is not one that this API issued. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `repository-not-found`: There is no such repository in this project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "repository-not-found" | "not-found";
                    };
                };
            };
            /** @description `unknown-code-host`: This installation does not know how the images of this code host are called. `repository-unreadable`: The branches of the repository cannot be read. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unknown-code-host" | "repository-unreadable" | "busy";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            /** @description `code-host-unreachable`: The code host does not answer. `outcome-unknown`: It is not known whether this happened. `event-store-unavailable`: The event store cannot be reached. `database-unavailable`: The database cannot be reached. `identity-provider-unavailable`: The identity provider cannot be reached. `read-model-behind`: The read models have not come so far yet. `read-model-rebuilding`: This version’s read models are being built. */
            503: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "code-host-unreachable" | "outcome-unknown" | "event-store-unavailable" | "database-unavailable" | "identity-provider-unavailable" | "read-model-behind" | "read-model-rebuilding";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listBranches: {
        parameters: {
            query?: {
                /** @description One to look at beside the default one */
                branch?: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
                repositoryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branch"][];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `repository-not-found`: There is no such repository in this project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "repository-not-found" | "not-found";
                    };
                };
            };
            /** @description `unknown-code-host`: This installation does not know how the images of this code host are called. `repository-unreadable`: The branches of the repository cannot be read. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unknown-code-host" | "repository-unreadable" | "busy";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            /** @description `code-host-unreachable`: The code host does not answer. `outcome-unknown`: It is not known whether this happened. `event-store-unavailable`: The event store cannot be reached. `database-unavailable`: The database cannot be reached. `identity-provider-unavailable`: The identity provider cannot be reached. `read-model-behind`: The read models have not come so far yet. `read-model-rebuilding`: This version’s read models are being built. */
            503: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "code-host-unreachable" | "outcome-unknown" | "event-store-unavailable" | "database-unavailable" | "identity-provider-unavailable" | "read-model-behind" | "read-model-rebuilding";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    receiveCodeHostHook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is under way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    receiveRegistryHook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is under way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listResourceClasses: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceClass"][];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    publishResourceClass: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishResourceClass"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceClass"];
                };
            };
            /** @description `resource-class-name-taken`: Another resource class has this name. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "resource-class-name-taken" | "busy";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    getResourceClass: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                resourceClassId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceClass"];
                };
            };
            /** @description `resource-class-not-found`: There is no such resource class. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "resource-class-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    archiveResourceClass: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                resourceClassId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    reviseResourceClass: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you are changing, as you have seen it last. */
                "If-Match": string;
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                resourceClassId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReviseResourceClass"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceClass"];
                };
            };
            /** @description `resource-class-not-found`: There is no such resource class. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "resource-class-not-found" | "not-found";
                    };
                };
            };
            /** @description `resource-class-name-taken`: Another resource class has this name. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "resource-class-name-taken" | "busy";
                    };
                };
            };
            /** @description `precondition-failed`: It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "precondition-failed";
                    };
                };
            };
            /** @description `precondition-required`: Say which version you are changing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "precondition-required";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description Instead of yours: everybody’s public projects, or for auditors all there are */
                visibility?: "public" | "all";
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"][];
                };
            };
            /** @description `invalid-cursor`: The cursor is not one that this API issued. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProject"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    getProject: {
        parameters: {
            query?: {
                /** @description How it was then: an RFC 3339 time or a position of the log */
                at?: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description `invalid-at`: This is no moment of the past. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-at" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    reviseProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you are changing, as you have seen it last. */
                "If-Match"?: string;
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReviseProject"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            /** @description `precondition-failed`: It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "precondition-failed";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description How it was then: an RFC 3339 time or a position of the log */
                at?: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"][];
                };
            };
            /** @description `invalid-at`: This is no moment of the past. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-at" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    setMemberRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberRole"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `user-not-found`: There is no such person. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "user-not-found" | "not-found";
                    };
                };
            };
            /** @description `last-owner`: A project needs an owner. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "last-owner" | "busy";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `member-not-found`: There is no such member. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "member-not-found" | "not-found";
                    };
                };
            };
            /** @description `last-owner`: A project needs an owner. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "last-owner" | "busy";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listInvitations: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"][];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    invitePerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitePerson"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    Position: components["headers"]["Position"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `invitation-not-found`: There is no such invitation. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "invitation-not-found" | "not-found";
                    };
                };
            };
            /** @description `already-member`: Whoever has this address is a member already. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "already-member" | "busy";
                    };
                };
            };
            /** @description `too-many-invitations`: There are as many open invitations as there may be. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-invitations" | "idempotency-key-reused";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    withdrawInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `invitation-not-found`: There is no such invitation. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "invitation-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invitation-not-found`: There is no such invitation. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invitation-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    declineInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invitation-not-found`: There is no such invitation. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invitation-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listOwnInvitations: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnInvitation"][];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listRepositories: {
        parameters: {
            query?: {
                /** @description How it was then: an RFC 3339 time or a position of the log */
                at?: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Repository"][];
                };
            };
            /** @description `invalid-at`: This is no moment of the past. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-at" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    connectRepository: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectRepository"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Repository"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `repository-not-found`: There is no such repository in this project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "repository-not-found" | "not-found";
                    };
                };
            };
            /** @description `already-connected`: It is connected already. `name-taken`: The name is taken under /work. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "already-connected" | "name-taken" | "busy";
                    };
                };
            };
            /** @description `invalid-repository-url`: This repository address is not accepted. `invalid-directory-name`: This cannot be a directory under /work. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-repository-url" | "invalid-directory-name" | "idempotency-key-reused";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    disconnectRepository: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                repositoryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `repository-not-found`: There is no such repository in this project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "repository-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listStorages: {
        parameters: {
            query?: {
                /** @description How it was then: an RFC 3339 time or a position of the log */
                at?: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Storage"][];
                };
            };
            /** @description `invalid-at`: This is no moment of the past. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-at" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    connectStorage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectStorage"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Storage"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `storage-not-found`: There is no such storage in this project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "storage-not-found" | "not-found";
                    };
                };
            };
            /** @description `name-taken`: The name is taken under /work. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "name-taken" | "busy";
                    };
                };
            };
            /** @description `unknown-storage-source`: The administrator offers no such storage. `invalid-directory-name`: This cannot be a directory under /work. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unknown-storage-source" | "invalid-directory-name" | "idempotency-key-reused";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    disconnectStorage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                storageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `storage-not-found`: There is no such storage in this project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "storage-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listOfferedStorages: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferedStorage"][];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    eraseMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    findUser: {
        parameters: {
            query: {
                query: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"][];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonalToken"][];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePersonalToken"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPersonalToken"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `too-many-tokens`: You have as many tokens as there may be. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-tokens" | "idempotency-key-reused";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    signOutBrowser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                browserId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listConnections: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"][];
                };
            };
            /** @description `connections-unavailable`: This installation has no key to keep tokens with. `outcome-unknown`: It is not known whether this happened. `event-store-unavailable`: The event store cannot be reached. `database-unavailable`: The database cannot be reached. `identity-provider-unavailable`: The identity provider cannot be reached. `read-model-behind`: The read models have not come so far yet. `read-model-rebuilding`: This version’s read models are being built. */
            503: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "connections-unavailable" | "outcome-unknown" | "event-store-unavailable" | "database-unavailable" | "identity-provider-unavailable" | "read-model-behind" | "read-model-rebuilding";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    getConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                host: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description `connection-not-found`: You have no connection with this host. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "connection-not-found" | "not-found";
                    };
                };
            };
            /** @description `connections-unavailable`: This installation has no key to keep tokens with. `outcome-unknown`: It is not known whether this happened. `event-store-unavailable`: The event store cannot be reached. `database-unavailable`: The database cannot be reached. `identity-provider-unavailable`: The identity provider cannot be reached. `read-model-behind`: The read models have not come so far yet. `read-model-rebuilding`: This version’s read models are being built. */
            503: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "connections-unavailable" | "outcome-unknown" | "event-store-unavailable" | "database-unavailable" | "identity-provider-unavailable" | "read-model-behind" | "read-model-rebuilding";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    connectHost: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                host: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectHost"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description `connection-host-unreachable`: This host cannot be reached from here. `too-many-connections`: You have as many connections as there may be. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "connection-host-unreachable" | "too-many-connections" | "idempotency-key-reused";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            /** @description `connections-unavailable`: This installation has no key to keep tokens with. `outcome-unknown`: It is not known whether this happened. `event-store-unavailable`: The event store cannot be reached. `database-unavailable`: The database cannot be reached. `identity-provider-unavailable`: The identity provider cannot be reached. `read-model-behind`: The read models have not come so far yet. `read-model-rebuilding`: This version’s read models are being built. */
            503: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "connections-unavailable" | "outcome-unknown" | "event-store-unavailable" | "database-unavailable" | "identity-provider-unavailable" | "read-model-behind" | "read-model-rebuilding";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    disconnectHost: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                host: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description How it was then: an RFC 3339 time or a position of the log */
                at?: string;
                cursor?: string;
                limit?: number;
                /** @description Only those whose name begins with this; capitals do not matter */
                query?: string;
                /** @description In which order: as they were added (the default), by name (the default with `query`), by your own last use (then those that you never launched, by name), or by the status that you see (running, launching, paused, failed, inactive; then by your own last use, inactive ones by name) */
                sort?: "added" | "name" | "last-used" | "status";
                /** @description Only those that have this status for you */
                status?: "inactive" | "launching" | "running" | "paused" | "failed";
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"][];
                };
            };
            /** @description `invalid-at`: This is no moment of the past. `invalid-cursor`: The cursor is not one that this API issued. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-at" | "invalid-cursor" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    addSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddSession"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `session-not-found`: There is no such session. `environment-not-found`: There is no such environment. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "session-not-found" | "environment-not-found" | "not-found";
                    };
                };
            };
            /** @description `environment-archived`: The environment is archived. `no-image-yet`: The repository has built no image yet. `unknown-code-host`: This installation does not know how the images of this code host are called. `repository-unreadable`: The branches of the repository cannot be read. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "environment-archived" | "no-image-yet" | "unknown-code-host" | "repository-unreadable" | "busy";
                    };
                };
            };
            /** @description `image-unusable`: No session can run this image. `unknown-repository`: The project has no such repository. `unknown-storage`: The project has no such storage. `no-resource-class`: No resource class has as much. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "image-unusable" | "unknown-repository" | "unknown-storage" | "no-resource-class" | "idempotency-key-reused";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            /** @description `code-host-unreachable`: The code host does not answer. `outcome-unknown`: It is not known whether this happened. `event-store-unavailable`: The event store cannot be reached. `database-unavailable`: The database cannot be reached. `identity-provider-unavailable`: The identity provider cannot be reached. `read-model-behind`: The read models have not come so far yet. `read-model-rebuilding`: This version’s read models are being built. */
            503: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "code-host-unreachable" | "outcome-unknown" | "event-store-unavailable" | "database-unavailable" | "identity-provider-unavailable" | "read-model-behind" | "read-model-rebuilding";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    getSession: {
        parameters: {
            query?: {
                /** @description How it was then: an RFC 3339 time or a position of the log */
                at?: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description `invalid-at`: This is no moment of the past. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-at" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `session-not-found`: There is no such session. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "session-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    removeSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `session-not-found`: There is no such session. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "session-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    configureSession: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you are changing, as you have seen it last. */
                "If-Match": string;
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ConfigureSession"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `session-not-found`: There is no such session. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "session-not-found" | "not-found";
                    };
                };
            };
            /** @description `precondition-failed`: It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "precondition-failed";
                    };
                };
            };
            /** @description `unknown-repository`: The project has no such repository. `unknown-storage`: The project has no such storage. `no-resource-class`: No resource class has as much. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unknown-repository" | "unknown-storage" | "no-resource-class" | "idempotency-key-reused";
                    };
                };
            };
            /** @description `precondition-required`: Say which version you are changing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "precondition-required";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    changeSessionImage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeSessionImage"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `session-not-found`: There is no such session. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "session-not-found" | "not-found";
                    };
                };
            };
            /** @description `image-not-offered`: This image is not a version of the session’s environment. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "image-not-offered" | "busy";
                    };
                };
            };
            /** @description `image-unusable`: No session can run this image. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "image-unusable" | "idempotency-key-reused";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    chooseDefaultSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseDefaultSession"];
            };
        };
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `session-not-found`: There is no such session. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "session-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listEnvironmentUse: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvironmentUse"][];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    findSessions: {
        parameters: {
            query: {
                cursor?: string;
                limit?: number;
                /** @description What their names begin with; capitals do not matter */
                query: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundSession"][];
                };
            };
            /** @description `invalid-cursor`: The cursor is not one that this API issued. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    compareMoments: {
        parameters: {
            query: {
                /** @description An RFC 3339 time, or a position of the log */
                from: string;
                /** @description Likewise; now where absent */
                to?: string;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectDiff"];
                };
            };
            /** @description `invalid-at`: This is no moment of the past. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-at" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    restoreSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `session-not-found`: There is no such session. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "session-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    launchSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description It is under way. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `session-not-found`: There is no such session. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "session-not-found" | "not-found";
                    };
                };
            };
            /** @description `environment-in-use`: You already run this environment in this project. `launch-busy`: It is just being paused or stopped. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "environment-in-use" | "launch-busy" | "busy";
                    };
                };
            };
            /** @description `no-resource-class`: No resource class has as much. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no-resource-class" | "idempotency-key-reused";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    launchDefaultSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description It is under way. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `session-not-found`: There is no such session. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "session-not-found" | "not-found";
                    };
                };
            };
            /** @description `no-session`: The project has no session yet. `environment-in-use`: You already run this environment in this project. `launch-busy`: It is just being paused or stopped. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no-session" | "environment-in-use" | "launch-busy" | "busy";
                    };
                };
            };
            /** @description `no-resource-class`: No resource class has as much. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no-resource-class" | "idempotency-key-reused";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listLaunches: {
        parameters: {
            query?: {
                project?: string;
                status?: "inactive" | "launching" | "running" | "paused" | "failed";
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Launch"][];
                };
            };
            /** @description `invalid-cursor`: The cursor is not one that this API issued. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    getLaunch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                launchId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Launch"];
                };
            };
            /** @description `launch-not-found`: There is no such launch. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "launch-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    pauseLaunch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                launchId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description It is under way. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description `launch-not-found`: There is no such launch. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "launch-not-found" | "not-found";
                    };
                };
            };
            /** @description `not-running`: It is not running. `launch-busy`: It is just being paused or stopped. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-running" | "launch-busy" | "busy";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    resumeLaunch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                launchId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Resume"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description It is under way. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description `launch-not-found`: There is no such launch. `session-not-found`: There is no such session. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "launch-not-found" | "session-not-found" | "not-found";
                    };
                };
            };
            /** @description `not-paused`: There is nothing to resume. `launch-busy`: It is just being paused or stopped. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-paused" | "launch-busy" | "busy";
                    };
                };
            };
            /** @description `no-resource-class`: No resource class has as much. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no-resource-class" | "idempotency-key-reused";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    keepLaunch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                launchId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description It is under way. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description `launch-not-found`: There is no such launch. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "launch-not-found" | "not-found";
                    };
                };
            };
            /** @description `not-running`: It is not running. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-running" | "busy";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    stopLaunch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                launchId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Stop"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description It is under way. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description `launch-not-found`: There is no such launch. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "launch-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    openLaunch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                launchId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Open"];
            };
        };
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionTicket"];
                };
            };
            /** @description `launch-not-found`: There is no such launch. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "launch-not-found" | "not-found";
                    };
                };
            };
            /** @description `not-reachable`: It cannot be opened now. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-reachable" | "busy";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    readLaunchLogs: {
        parameters: {
            query?: {
                tail?: number;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                launchId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description `launch-not-found`: There is no such launch. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "launch-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    takeLaunchFiles: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                launchId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                };
            };
            /** @description `launch-not-found`: There is no such launch. `no-files`: There are no files. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "launch-not-found" | "no-files" | "not-found";
                    };
                };
            };
            /** @description `not-reachable`: It cannot be opened now. `files-in-use`: A run has the files. `files-not-readable`: The files cannot be read without a run. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not-reachable" | "files-in-use" | "files-not-readable" | "busy";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    deleteLaunchFiles: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                launchId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description It is under way. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchStep"];
                };
            };
            /** @description `launch-not-found`: There is no such launch. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "launch-not-found" | "not-found";
                    };
                };
            };
            /** @description `files-in-use`: A run has the files. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "files-in-use" | "busy";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    readLoad: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Load"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    getInbox: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description `true`: only those that are unread */
                unread?: "true" | "false";
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"][];
                };
            };
            /** @description `invalid-cursor`: The cursor is not one that this API issued. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    readNotification: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                notificationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `notification-not-found`: There is no such notification in your inbox. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "notification-not-found" | "not-found";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    readAllNotifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    getNotificationSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    chooseNotifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseNotifications"];
            };
        };
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    Position: components["headers"]["Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `email-unavailable`: Nothing is told by e-mail here. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "email-unavailable" | "busy";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    askToUnsubscribe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    readHistory: {
        parameters: {
            query?: {
                after?: string;
                before?: string;
                type?: string;
                actor?: string;
                /** @description What is about this session, its launches too */
                session?: string;
                launch?: string;
                limit?: number;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryEntry"][];
                    "application/x-ndjson": string;
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    readUsage: {
        parameters: {
            query?: {
                of?: "mine" | "owned" | "everything";
                /** @description A day (UTC) or an RFC 3339 time */
                from?: string;
                /** @description A day (UTC) or an RFC 3339 time */
                to?: string;
                rule?: number;
                user?: string;
                project?: string;
                class?: string | "none";
                cursor?: string;
                by?: string;
                limit?: number;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                    "text/csv": string;
                };
            };
            /** @description `invalid-cursor`: The cursor is not one that this API issued. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    explainUsage: {
        parameters: {
            query?: {
                of?: "mine" | "owned" | "everything";
                /** @description A day (UTC) or an RFC 3339 time */
                from?: string;
                /** @description A day (UTC) or an RFC 3339 time */
                to?: string;
                rule?: number;
                user?: string;
                project?: string;
                class?: string | "none";
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageRuns"];
                };
            };
            /** @description `invalid-cursor`: The cursor is not one that this API issued. `invalid-request`: The request does not fit the schema. `invalid-precondition`: The If-Match or Min-Position header cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid-cursor" | "invalid-request" | "invalid-precondition";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    exportProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "not-found";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            /** @description `signing-unavailable`: This installation has no key to sign with. `outcome-unknown`: It is not known whether this happened. `event-store-unavailable`: The event store cannot be reached. `database-unavailable`: The database cannot be reached. `identity-provider-unavailable`: The identity provider cannot be reached. `read-model-behind`: The read models have not come so far yet. `read-model-rebuilding`: This version’s read models are being built. */
            503: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "signing-unavailable" | "outcome-unknown" | "event-store-unavailable" | "database-unavailable" | "identity-provider-unavailable" | "read-model-behind" | "read-model-rebuilding";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
                launchId: string;
                run: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description `project-not-found`: There is no such project. `launch-not-found`: There is no such launch. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "launch-not-found" | "not-found";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    describeRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path: {
                projectId: string;
                launchId: string;
                run: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": components["schemas"]["RoCrate"];
                };
            };
            /** @description `project-not-found`: There is no such project. `launch-not-found`: There is no such launch. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "launch-not-found" | "not-found";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    reproduceRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat a request with the same key and it is done once, and answered what it was answered first; with another body it is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                projectId: string;
                launchId: string;
                run: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReproduceRun"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    Position: components["headers"]["Position"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReproducedRun"];
                };
            };
            /** @description `forbidden`: You may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "forbidden";
                    };
                };
            };
            /** @description `project-not-found`: There is no such project. `launch-not-found`: There is no such launch. `not-found`: There is no such thing, or you may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "project-not-found" | "launch-not-found" | "not-found";
                    };
                };
            };
            /** @description `run-not-started`: The run has not started. `busy`: Others changed it at the same time. */
            409: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "run-not-started" | "busy";
                    };
                };
            };
            /** @description `unknown-repository`: The project has no such repository. `unknown-storage`: The project has no such storage. `no-resource-class`: No resource class has as much. `idempotency-key-reused`: The Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unknown-repository" | "unknown-storage" | "no-resource-class" | "idempotency-key-reused";
                    };
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds, with every problem that passes by itself. */
                    "Retry-After"?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too-many-requests";
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    listSigningKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The Position of an earlier answer: wait up to two seconds until it can be read. */
                "Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKeys"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
}
