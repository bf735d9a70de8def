using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules under names, in the order in which they were added.</summary>
    public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)> where T : nn.Module
    {
        private readonly OrderedDict<string, T> _modules = new();

        public ModuleDict() : base(nameof(ModuleDict<T>))
        {
        }

        public int Count => _modules.Count;

        public bool IsReadOnly => false;

        public ICollection<string> Keys => _modules.Keys;

        public ICollection<T> Values => _modules.Values;

        public T this[string key]
        {
            get => _modules[key];
            set
            {
                _internal_submodules.Remove(key);
                register_module(key, value);
                _modules[key] = value;
            }
        }

        public (string, T) this[int index]
        {
            get => _modules[index];
            set
            {
                _modules[index] = value;
                Renew();
            }
        }

        public void Add(string key, T value)
        {
            _modules.Add(key, value);
            register_module(key, value);
        }

        public void Add((string, T) item) => Add(item.Item1, item.Item2);

        public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

        public void Insert(int index, (string, T) item)
        {
            _modules.Insert(index, item);
            Renew();
        }

        public bool Remove(string key)
        {
            _internal_submodules.Remove(key);
            return _modules.Remove(key);
        }

        public bool Remove((string, T) item) => Contains(item) && Remove(item.Item1);

        public bool Remove(KeyValuePair<string, T> item) => Remove((item.Key, item.Value));

        public void RemoveAt(int index) => Remove(_modules[index].Item1);

        public void Clear()
        {
            _modules.Clear();
            ClearModules();
        }

        public void clear() => Clear();

        public bool ContainsKey(string key) => _modules.ContainsKey(key);

        public bool Contains((string, T) item) => _modules.Contains(item);

        public bool Contains(KeyValuePair<string, T> item) => _modules.Contains(item);

        public int IndexOf((string, T) item) => _modules.IndexOf(item);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _modules.TryGetValue(key, out value);

        public void CopyTo((string, T)[] array, int arrayIndex) => _modules.CopyTo(array, arrayIndex);

        public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => _modules.CopyTo(array, arrayIndex);

        public IEnumerator<(string, T)> GetEnumerator() => _modules.GetEnumerator();

        IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() =>
            ((IEnumerable<KeyValuePair<string, T>>)_modules).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public IEnumerable<string> keys() => _modules.keys();

        public IEnumerable<T> values() => _modules.values();

        public IEnumerator<(string, T)> items() => GetEnumerator();

        /// <summary>The modules are registered when they are added.</summary>
        protected override void RegisterComponents()
        {
        }

        private void Renew()
        {
            ClearModules();
            foreach ((string key, T module) in _modules) register_module(key, module);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

            public static Modules.ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module
            {
                var dictionary = new Modules.ModuleDict<T>();
                foreach ((string key, T module) in modules) dictionary.Add(key, module);
                return dictionary;
            }
        }
    }
}
