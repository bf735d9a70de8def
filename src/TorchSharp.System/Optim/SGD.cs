using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Gradient descent, with momentum when asked for.</summary>
    public class SGD : OptimizerHelper, optim.IMomentum
    {
        public SGD(
            IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, momentum, dampening, weight_decay, nesterov, maximize)
        {
        }

        public SGD(
            IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
            : base(new Options(lr, momentum, dampening, weight_decay, nesterov, maximize), parameters)
        {
        }

        /// <summary>The momentum that groups without their own have.</summary>
        public double Momentum
        {
            get => ((Options)_defaults).momentum ?? 0;
            set => ((Options)_defaults).momentum = value;
        }

        public override Tensor step(Func<Tensor> closure = null!) => _step<ParamGroup>(Update, closure);

        private protected override OptimizerState MakeState(Parameter parameter) => new State(parameter);

        private void Update(ParamGroup group)
        {
            Updates<State> updates = Collect<State>(group);
            if (updates.IsEmpty) return;
            Options options = group.Options;
            double momentum = options.momentum ?? 0;
            Tensor[] parameters = updates.Parameters;
            Tensor[] gradients = updates.Descent(options.maximize, options.weight_decay);
            if (momentum != 0)
            {
                Tensor[] velocities = Accelerate(updates.States, gradients, momentum, options.dampening ?? 0);
                gradients = options.nesterov == true ? Foreach.Sum(gradients, velocities, momentum) : velocities;
            }
            Foreach.Add(parameters, gradients, -group.LearningRate);
        }

        /// <summary>The first gradient starts the velocity; later ones are added to what is left of it.</summary>
        private static Tensor[] Accelerate(IReadOnlyList<State> states, Tensor[] gradients, double momentum, double dampening)
        {
            var moving = new List<Tensor>(states.Count);
            var pushes = new List<Tensor>(states.Count);
            for (int i = 0; i < gradients.Length; i++)
            {
                if (states[i].momentum_buffer is { } velocity)
                {
                    moving.Add(velocity);
                    pushes.Add(gradients[i]);
                }
                else
                {
                    states[i].momentum_buffer = gradients[i].clone().detach_().DetachFromDisposeScope();
                }
            }
            if (moving.Count > 0)
            {
                Tensor[] velocities = [.. moving];
                Foreach.Multiply(velocities, momentum);
                Foreach.Add(velocities, [.. pushes], 1 - dampening);
            }
            return [.. states.Select(state => state.momentum_buffer!)];
        }

        /// <summary>Settings of one group; what is null comes from the optimiser.</summary>
        public class Options : OptimizerOptions
        {
            public double? momentum;

            public double? dampening;

            public double? weight_decay;

            public bool? nesterov;

            public bool? maximize;

            public Options()
            {
            }

            internal Options(double lr, double momentum, double dampening, double weight_decay, bool nesterov, bool maximize)
            {
                LearningRate = lr;
                (this.momentum, this.dampening, this.weight_decay, this.nesterov, this.maximize) = (momentum, dampening, weight_decay, nesterov, maximize);
            }

            private protected override double?[] Numbers
            {
                get => [momentum, dampening, weight_decay];
                set => (momentum, dampening, weight_decay) = (value[0], value[1], value[2]);
            }

            private protected override bool?[] Flags
            {
                get => [nesterov, maximize];
                set => (nesterov, maximize) = (value[0], value[1]);
            }
        }

        /// <summary>Parameters that share settings.</summary>
        public class ParamGroup : ParamGroup<Options>, optim.IMomentum
        {
            public ParamGroup()
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false)
                : base(parameters, new Options(lr, momentum, dampening, weight_decay, nesterov, maximize))
            {
            }

            public double Momentum
            {
                get => Options.momentum ?? 0;
                set => Options.momentum = value;
            }
        }

        /// <summary>What the optimiser remembers of one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public Tensor? momentum_buffer;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                Dispose();
                momentum_buffer = null;
            }

            public override void SaveStateDict(BinaryWriter writer) => Save(writer);

            public override void LoadStateDict(BinaryReader reader) => Load(reader);

            public override void LoadStateDict(OptimizerState source) => Copy((State)source);

            public override bool ApproximatelyEquals(OptimizerState other) => other is State && IsCloseTo(other);

            public void Dispose() => DisposeTensors();

            private protected override Tensor?[] Tensors
            {
                get => [momentum_buffer];
                set => momentum_buffer = value[0];
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Modules.SGD SGD(
                IEnumerable<Modules.Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static Modules.SGD SGD(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double learningRate, double momentum = 0,
                double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters.Select(each => each.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static Modules.SGD SGD(
                IEnumerable<Modules.SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
