using System.Text;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimisers share: groups, the state of each parameter, and keeping both in files.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    protected OptimizerOptions _defaults = new();

    /// <summary>The state of each parameter, by the parameter's native handle.</summary>
    protected OrderedDict<IntPtr, OptimizerState> _state = new();

    public OptimizerHelper()
    {
    }

    private protected OptimizerHelper(OptimizerOptions defaults, IEnumerable<ParamGroup> groups)
    {
        defaults.InitialLearningRate = defaults.LearningRate ?? 0;
        _defaults = defaults;
        foreach (ParamGroup group in groups) add_param_group(group);
    }

    /// <summary>Adds a group; its options that are null become the optimiser's.</summary>
    /// <exception cref="ArgumentException">The group is another optimiser's, or a parameter is in this one already.</exception>
    public override void add_param_group(ParamGroup param_group)
    {
        if (!_defaults.GetType().IsInstanceOfType(param_group.Options))
            throw new ArgumentException($"{GetType().Name} needs a {GetType().Name}.{nameof(ParamGroup)}, not a {param_group.GetType()}.", nameof(param_group));
        param_group.Options.FillFrom(_defaults);
        param_group.Parameters = param_group.Parameters as IList<Parameter> ?? [.. param_group.Parameters];
        foreach (Parameter parameter in param_group.Parameters)
        {
            if (_state.ContainsKey(parameter.Handle))
                throw new ArgumentException($"A parameter ({parameter}) is in two groups of {GetType().Name}; give each to one.", nameof(param_group));
            OptimizerState state = MakeState(parameter);
            state.Initialize(param_group.Options);
            _state.Add(parameter.Handle, state);
        }
        param_group.Options.InitialLearningRate = param_group.Options.LearningRate ?? 0;
        base.add_param_group(param_group);
    }

    /// <summary>The options of every group and the state of every parameter, which stay the optimiser's own.</summary>
    public virtual optim.Optimizer.StateDictionary state_dict()
    {
        var dictionary = new optim.Optimizer.StateDictionary();
        foreach (ParamGroup group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options);
            var positions = new List<int>();
            foreach (Parameter parameter in group.Parameters)
            {
                positions.Add(dictionary.State.Count);
                dictionary.State.Add(_state[parameter.Handle]);
            }
            dictionary.StateIndexRef.Add(positions);
        }
        return dictionary;
    }

    /// <summary>Copies options and states of an optimiser with the same groups.</summary>
    /// <exception cref="ArgumentException">The groups differ.</exception>
    public virtual void load_state_dict(optim.Optimizer.StateDictionary state_dict)
    {
        optim.Optimizer.StateDictionary own = this.state_dict();
        if (!own.StateIndexRef.Select(each => each.Count).SequenceEqual(state_dict.StateIndexRef.Select(each => each.Count)))
        {
            throw new ArgumentException(
                $"The state has groups of [{string.Join(", ", state_dict.StateIndexRef.Select(each => each.Count))}] parameters, this optimiser of [{string.Join(", ", own.StateIndexRef.Select(each => each.Count))}].");
        }
        for (int i = 0; i < own.Options.Count; i++) own.Options[i].LoadStateDict(state_dict.Options[i]);
        for (int i = 0; i < own.State.Count; i++) own.State[i].LoadStateDict(state_dict.State[i]);
    }

    public void save_state_dict(string location)
    {
        using FileStream stream = File.Create(location);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        save_state_dict(writer);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        optim.Optimizer.StateDictionary own = state_dict();
        writer.Write(GetType().Name);
        writer.Write(own.Options.Count);
        foreach (List<int> positions in own.StateIndexRef) writer.Write(positions.Count);
        own.Options.ForEach(options => options.SaveStateDict(writer));
        own.State.ForEach(state => state.SaveStateDict(writer));
    }

    public void load_state_dict(string location)
    {
        using FileStream stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        load_state_dict(reader);
    }

    /// <exception cref="InvalidDataException">The stream holds the state of another optimiser, or of other groups.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        optim.Optimizer.StateDictionary own = state_dict();
        string kind = reader.ReadString();
        if (kind != GetType().Name) throw new InvalidDataException($"The state is of {kind}, not of {GetType().Name}.");
        int groups = reader.ReadInt32();
        if (groups != own.Options.Count) throw new InvalidDataException($"The state has {groups} groups, this optimiser {own.Options.Count}.");
        foreach (List<int> positions in own.StateIndexRef)
        {
            int count = reader.ReadInt32();
            if (count != positions.Count) throw new InvalidDataException($"A group of the state has {count} parameters, this optimiser's {positions.Count}.");
        }
        own.Options.ForEach(options => options.LoadStateDict(reader));
        own.State.ForEach(state => state.LoadStateDict(reader));
    }

    /// <summary>Moves the states to a device, after the parameters moved.</summary>
    public void to(Device device)
    {
        foreach (OptimizerState state in _state.Values) state.to(device);
    }

    /// <summary>Runs <paramref name="body"/> on each group, without recording and with a dispose scope around it.</summary>
    protected Tensor _step<T>(Action<T> body, Func<Tensor> loss_closure = null!) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using IDisposable recording = enable_grad();
            loss = loss_closure();
        }
        using IDisposable quiet = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (ParamGroup group in _parameter_groups) body((T)group);
        return loss!;
    }

    private protected abstract OptimizerState MakeState(Parameter parameter);

    /// <summary>The parameters of a group that have gradients, with these and their states.</summary>
    private protected Updates<TState> Collect<TState>(ParamGroup group) where TState : OptimizerState
    {
        var updates = new Updates<TState>();
        foreach (Parameter parameter in group.Parameters)
        {
            if (parameter.grad is { } gradient) updates.Add(parameter, gradient, (TState)_state[parameter.Handle]);
        }
        return updates;
    }

    private protected override void DisposeStates()
    {
        foreach (OptimizerState state in _state.Values) (state as IDisposable)?.Dispose();
        _state.Clear();
    }
}
