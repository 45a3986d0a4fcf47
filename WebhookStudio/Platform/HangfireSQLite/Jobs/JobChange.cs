using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Tables;

namespace Hangfire.Storage.SQLite.Jobs;

/// <summary>All that one transaction changes in one job, in as few statements as can be.</summary>
internal sealed class JobChange(long id)
{
    private readonly List<(StoredState State, bool IsCurrent)> _states = [];
    private readonly List<(string Name, string? Value)> _parameters = [];
    private DateTime? _expireAt;
    private bool _expiryIsSet;
    private bool _isDeleted;

    /// <summary>Adds a state to the history.</summary>
    /// <param name="state">The state.</param>
    /// <param name="isCurrent">Whether the job is in it now.</param>
    public void Add(StoredState state, bool isCurrent) => _states.Add((state, isCurrent));

    public void Set(string parameter, string? value) => _parameters.Add((parameter, value));

    /// <summary>Says when the job ends, or that it does not.</summary>
    public void Expire(DateTime? at) => (_expireAt, _expiryIsSet) = (at, true);

    public void Delete() => _isDeleted = true;

    /// <summary>Writes it down.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="created">The job, if it is not written yet.</param>
    public void Apply(Session session, NewJob? created)
    {
        var isNew = created is not null
            && JobTable.Insert(session, _expiryIsSet ? created with { ExpireAt = _expireAt } : created);

        _parameters.ForEach(parameter => JobTable.SetParameter(session, id, parameter.Name, parameter.Value));
        _states.ForEach(entry => Enter(session, entry.State, entry.IsCurrent));

        if (_isDeleted)
        {
            JobTable.Delete(session, id);
        }
        else if (_expiryIsSet && !isNew)
        {
            JobTable.Expire(session, id, _expireAt);
        }
    }

    private void Enter(Session session, StoredState state, bool isCurrent)
    {
        StateTable.Add(session, id, state);

        if (isCurrent)
        {
            JobTable.Enter(session, id, state);
        }
    }
}
