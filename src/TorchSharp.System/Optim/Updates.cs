using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters to change in one go, with their gradients and states, position by position.</summary>
internal sealed class Updates<TState> where TState : OptimizerState
{
    private readonly List<Tensor> _parameters = [];
    private readonly List<Tensor> _gradients = [];
    private readonly List<TState> _states = [];

    public bool IsEmpty => _parameters.Count == 0;

    public Tensor[] Parameters => [.. _parameters];

    public IReadOnlyList<TState> States => _states;

    public void Add(Tensor parameter, Tensor gradient, TState state)
    {
        _parameters.Add(parameter);
        _gradients.Add(gradient);
        _states.Add(state);
    }

    /// <summary>
    /// The gradients to descend along: turned round where a maximum is sought, with <paramref name="decay"/> times the
    /// parameters added (weight decay as a penalty on the loss).
    /// </summary>
    public Tensor[] Descent(bool? maximize, double? decay)
    {
        Tensor[] gradients = [.. _gradients];
        if (maximize == true) gradients = Foreach.Negated(gradients);
        return decay is double factor and not 0 ? Foreach.Sum(gradients, Parameters, factor) : gradients;
    }

    public Tensor[] Of(Func<TState, Tensor> tensor) => [.. _states.Select(tensor)];

    /// <summary>Parts whose states agree on a key, such as the number of steps taken.</summary>
    public IEnumerable<(TKey Key, Updates<TState> Part)> SplitBy<TKey>(Func<TState, TKey> key) where TKey : notnull
    {
        var parts = new Dictionary<TKey, Updates<TState>>();
        for (int i = 0; i < _states.Count; i++)
        {
            TKey own = key(_states[i]);
            if (!parts.TryGetValue(own, out Updates<TState>? part)) parts.Add(own, part = new());
            part.Add(_parameters[i], _gradients[i], _states[i]);
        }
        return parts.Select(each => (each.Key, each.Value));
    }
}
