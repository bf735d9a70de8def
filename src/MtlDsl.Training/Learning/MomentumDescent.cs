using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>
/// Stochastic gradient descent with momentum over the parts of a network: a learning rate a part, and weight decay on the tensors that
/// it is meant for.
/// </summary>
internal sealed class MomentumDescent : IDisposable
{
    private readonly List<(string Name, Parameter Parameter)> parameters = [];
    private readonly List<(SGD.ParamGroup Group, double Factor)> groups = [];
    private readonly SGD optimizer;

    /// <exception cref="ArgumentException">The options name a part that the network lacks.</exception>
    public MomentumDescent(IMultitaskModel model, TrainingOptions options)
    {
        foreach (var part in options.LearningRateFactors.Keys)
            if (model.ParameterGroups.All(group => group.Name != part))
                throw new ArgumentException(
                    $"{nameof(options.LearningRateFactors)} names '{part}'; the parts of {model.Architecture.Name} are "
                    + $"{string.Join(", ", model.ParameterGroups.Select(group => group.Name))}.");
        foreach (var part in model.ParameterGroups)
            foreach (var decays in part.Parameters.GroupBy(item => options.DecayVectors || item.Parameter.ndim > 1))
                Add(decays.ToList(), decays.Key ? options.WeightDecay : 0, options.Momentum, options.LearningRateFactors.GetValueOrDefault(part.Name, 1));
        optimizer = optim.SGD(groups.Select(item => item.Group), options.LearningRate, options.Momentum);
    }

    /// <summary>All parameters.</summary>
    public IEnumerable<Parameter> Parameters => parameters.Select(item => item.Parameter);

    /// <summary>The momentum of each parameter that has some, by the parameter's name.</summary>
    public IEnumerable<(string Name, Tensor Momentum)> Momenta =>
        States.Where(item => item.State.momentum_buffer is not null).Select(item => (item.Name, item.State.momentum_buffer!));

    private IEnumerable<(string Name, SGD.State State)> States =>
        parameters.Zip(optimizer.state_dict().State, (item, state) => (item.Name, (SGD.State)state));

    /// <summary>Gives every parameter the momentum that a function has for it; null where it has none.</summary>
    public void Restore(Func<string, Tensor?> momentum)
    {
        foreach (var (name, state) in States)
        {
            state.momentum_buffer?.Dispose();
            state.momentum_buffer = momentum(name)?.DetachFromDisposeScope()!;
        }
    }

    /// <summary>Moves the parameters.</summary>
    public void Step(double learningRate)
    {
        foreach (var (group, factor) in groups)
            group.LearningRate = learningRate * factor;
        optimizer.step();
    }

    public void Dispose() => optimizer.Dispose();

    private void Add(List<(string, Parameter Parameter)> items, double weightDecay, double momentum, double factor)
    {
        parameters.AddRange(items);
        groups.Add((new SGD.ParamGroup(items.Select(item => item.Parameter), momentum: momentum, weight_decay: weightDecay), factor));
    }
}
